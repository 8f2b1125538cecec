package ai.holodeck.deploy.docker.login;

import ai.holodeck.deploy.environment.Secret;

/** What somebody logs in to one registry with. */
public sealed interface Login {
  /** Where it was found, for people. */
  String source();

  /** A user and a password, or a token in its place. */
  record Password(String username, Secret password, String source) implements Login {}

  /** A token that stands for the user too, who must not be named beside it. */
  record IdentityToken(Secret token, String source) implements Login {}
}
