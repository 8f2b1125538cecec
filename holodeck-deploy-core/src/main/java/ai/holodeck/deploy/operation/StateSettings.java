package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.config.Settings;

/** The part of the {@code state} block that core reads itself: which backend. */
final class StateSettings {
  static final String DEFAULT_BACKEND = "json";

  private StateSettings() {}

  static String backend(Settings state) {
    return state.text("backend").orElse(DEFAULT_BACKEND);
  }
}
