package ai.holodeck.deploy.revision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/x.git, https://github.com/acme/x.git",
    "https://token@github.com/acme/x, https://github.com/acme/x",
    "https://user:p%40ss@git.example.org:8443/x.git, https://git.example.org:8443/x.git",
    "https://github.com/acme/x?token=abc#frag, https://github.com/acme/x",
    "HTTPS://GitHub.com/acme/x, https://GitHub.com/acme/x",
    "ssh://git@github.com:22/acme/x.git, ssh://github.com:22/acme/x.git",
    "git@github.com:acme/x.git, ssh://github.com/acme/x.git",
    "github.com:acme/x.git, ssh://github.com/acme/x.git",
    "git://example.org/x.git, git://example.org/x.git",
  })
  void publicFormHasNoUserInfo(String remote, String shown) {
    assertThat(SourceUrl.publicForm(remote)).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/git/x.git",
        "../x",
        "file:///srv/git/x.git",
        "C:\\code\\x",
        "ext::sh -c 'id'",
        "https://user:pa/ss@github.com/x",
        "https://user:pa ss@github.com/x",
        "user:secret@github.com:acme/x",
        "https://",
        "",
        "https://a\nb/x",
        "git@github.com:acme/x\n--y",
      })
  void publicFormOfWhatNobodyElseCouldUseIsEmpty(String remote) {
    assertThat(SourceUrl.publicForm(remote)).isEmpty();
  }
}
