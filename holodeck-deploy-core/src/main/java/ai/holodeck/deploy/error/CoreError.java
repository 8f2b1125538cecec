package ai.holodeck.deploy.error;

/** The failures that core names itself. */
public enum CoreError implements ErrorCode {
  /** A command, option or call is wrong in itself. */
  USAGE(ErrorCategory.CONFIGURATION),
  /** One or more faults in configuration files; each comes as a {@link Problem}. */
  CONFIG_INVALID(ErrorCategory.CONFIGURATION),
  /** A file that the agent refers to is missing, outside its folder, or ignored. */
  FILES_INVALID(ErrorCategory.CONFIGURATION),
  /** Files shaped like credentials would go into the image. */
  CREDENTIALS_IN_CONTEXT(ErrorCategory.CONFIGURATION),
  /** No tag can be derived from the source repository. */
  REVISION_UNKNOWN(ErrorCategory.CONFIGURATION),
  /** No adapter for the provider, the engine or the state backend is installed. */
  ADAPTER_MISSING(ErrorCategory.CONFIGURATION),
  /** The provider cannot do what was asked for, and says so by its capabilities. */
  CAPABILITY_MISSING(ErrorCategory.CONFIGURATION),
  /** What is recorded of the agent lies elsewhere than where this command would deploy it. */
  RECORD_CONFLICT(ErrorCategory.CONFIGURATION),
  /** Nothing is recorded under this agent. */
  NOT_DEPLOYED(ErrorCategory.CONFIGURATION),
  /** There is no such release to go back to. */
  RELEASE_UNKNOWN(ErrorCategory.CONFIGURATION),
  /** What a plan was made from has changed since. */
  PLAN_STALE(ErrorCategory.CONFIGURATION),
  /** No container engine answers. */
  ENGINE_UNAVAILABLE(ErrorCategory.DEPLOYMENT),
  /** The image that a build starts from is not there and cannot be pulled. */
  BASE_IMAGE_MISSING(ErrorCategory.DEPLOYMENT),
  /** The image to run is not there. */
  IMAGE_MISSING(ErrorCategory.DEPLOYMENT),
  /** A build step failed, or the engine refused the build. */
  BUILD_FAILED(ErrorCategory.DEPLOYMENT),
  /** The registry did not take an image, though it was reached and let the user in. */
  PUSH_FAILED(ErrorCategory.DEPLOYMENT),
  /** No registry answers under the host's name. */
  REGISTRY_UNREACHABLE(ErrorCategory.DEPLOYMENT),
  /** The registry's certificate is not one that the engine trusts. */
  REGISTRY_UNTRUSTED(ErrorCategory.DEPLOYMENT),
  /** The registry wants credentials, or does not let these do it. */
  REGISTRY_DENIED(ErrorCategory.DEPLOYMENT),
  /** The service did not become healthy, or the provider refused it. */
  DEPLOY_FAILED(ErrorCategory.DEPLOYMENT),
  /** The deadline passed before the service was healthy. */
  TIMEOUT(ErrorCategory.DEPLOYMENT),
  /** The host port is in use. */
  PORT_TAKEN(ErrorCategory.DEPLOYMENT),
  /** A service of the same name belongs to somebody else. */
  NOT_OURS(ErrorCategory.DEPLOYMENT),
  /** A state file is damaged, of an unknown version, or cannot be written. */
  STATE_INVALID(ErrorCategory.STATE),
  /** State could not be written: disk full, no permission. */
  STATE_UNWRITABLE(ErrorCategory.STATE),
  /** Another process holds the lock. */
  LOCKED(ErrorCategory.LOCKED),
  /** The caller was interrupted. */
  INTERRUPTED(ErrorCategory.INTERRUPTED);

  private final ErrorCategory category;

  CoreError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
