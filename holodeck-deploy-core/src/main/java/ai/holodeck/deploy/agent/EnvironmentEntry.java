package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.error.Position;

/**
 * One variable as written, before {@code ${…}} is resolved.
 *
 * @param name the variable
 * @param template the text as written
 * @param position where it stands
 */
public record EnvironmentEntry(String name, String template, Position position) {}
