package ai.holodeck.deploy.cli.console;

import java.util.Map;

/**
 * What a command ended in, in its three forms.
 *
 * @param text for people; may have several lines
 * @param result the result alone, as {@code --quiet} prints it
 * @param document the same as a JSON object
 */
public record Outcome(String text, String result, Map<String, ?> document) {}
