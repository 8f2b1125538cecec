package com.example.holodeck.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The block {@code target.process}.
 *
 * @param command the program and its arguments; {@code {image}}, {@code {tag}} and {@code {port}}
 *     in them stand for the image's full name, its tag, and the port to listen on
 * @param folder where services and their lines are kept, absolute; {@code .holodeck-process} in the
 *     user's home when absent
 */
record ProcessSettings(List<String> command, Optional<Path> folder) {
  ProcessSettings {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new IllegalArgumentException(
          "command must name a program, such as [java, -jar, /opt/agent.jar]");
    }
    if (folder.isPresent() && !folder.get().isAbsolute()) {
      throw new IllegalArgumentException("folder must be absolute, found '" + folder.get() + "'");
    }
  }
}
