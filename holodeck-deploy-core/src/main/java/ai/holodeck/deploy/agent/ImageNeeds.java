package ai.holodeck.deploy.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Gathers what an image needs besides files, and what the user should know. */
final class ImageNeeds {
  private final SortedSet<String> extras = new TreeSet<>();
  private final List<String> notices = new ArrayList<>();
  private boolean nodejs;

  void extra(String name) {
    extras.add(name);
  }

  void nodejs() {
    nodejs = true;
  }

  void notice(String text) {
    notices.add(text);
  }

  SortedSet<String> extras() {
    return extras;
  }

  List<String> notices() {
    return notices;
  }

  boolean needsNodejs() {
    return nodejs;
  }
}
