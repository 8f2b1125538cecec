package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.RequiredToDeploy;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/azure.md says what the code does. */
class AzurePageTest {
  private final String page;

  AzurePageTest() throws IOException {
    page = Files.readString(Path.of("../docs/azure.md"));
  }

  @Test
  void everyFieldHasARowWithItsDefault() {
    assertThat(rows("Fields"))
        .containsExactly(
            Stream.of(AzureSettings.class.getRecordComponents())
                .map(field -> "`" + key(field) + "` | " + standard(field))
                .map(String::strip)
                .toArray(String[]::new));
  }

  @Test
  void everyErrorHasARow() {
    assertThat(rows("When it fails").stream().map(row -> row.replaceFirst(" \\|.*", "")))
        .containsExactlyInAnyOrder(
            Stream.of(AzureError.values())
                .map(error -> "`" + error.id() + "`")
                .toArray(String[]::new));
  }

  /** The first two cells of each row of a section that begins with code. */
  private List<String> rows(String section) {
    String text = page.substring(page.indexOf("## " + section));
    int next = text.indexOf("\n## ");
    return Pattern.compile("(?m)^\\| (`[^|]+ \\| ?[^|]*?) ?\\|")
        .matcher(next < 0 ? text : text.substring(0, next))
        .results()
        .map(MatchResult::group)
        .map(row -> row.replaceFirst("^\\| ", "").replaceFirst(" ?\\|$", "").strip())
        .toList();
  }

  private static String key(RecordComponent field) {
    return field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String standard(RecordComponent field) {
    if (field.getAnnotation(RequiredToDeploy.class) != null) {
      return "required to deploy";
    }
    return Optional.ofNullable(field.getAnnotation(Default.class))
        .map(standard -> "`" + standard.value() + "`")
        .orElse(field.getType() == Optional.class ? "" : "required")
        .strip();
  }
}
