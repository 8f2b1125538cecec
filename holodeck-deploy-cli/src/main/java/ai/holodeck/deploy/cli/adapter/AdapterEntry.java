package ai.holodeck.deploy.cli.adapter;

/**
 * An adapter that is listed somewhere; not loaded yet.
 *
 * @param module the class name of its Guice module
 * @param loader what loads it
 * @param source where it was found, for people
 */
record AdapterEntry(String module, ClassLoader loader, String source) {}
