package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.NOON;
import static ai.holodeck.deploy.state.Samples.service;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import ai.holodeck.deploy.service.ServiceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HoloDeck's Python tool and this one see of each other. */
class SharedFileTest {
  private static final DeploymentKey SUPPORT = DeploymentKey.of("support");

  @TempDir Path folder;
  private StateRepository records;

  @BeforeEach
  void open() {
    records = stores(folder, Clock.fixed(NOON, ZoneOffset.UTC)).records();
  }

  @Test
  void saveWritesTheReferencesShapeByteForByte() throws IOException {
    records.save(SUPPORT, service("azure", "a1"));

    assertThat(shared())
        .isEqualTo(
            """
            {
              "deployments": {
                "support": {
                  "config_hash": "sha256:0000000000000000000000000000000000000000000000000000000000000000",
                  "created_at": "2026-03-04T12:00:00Z",
                  "image_uri": "registry.example.com/agents/support:abc1234",
                  "provider": "azure",
                  "service_id": "a1",
                  "service_name": "name-of-a1",
                  "status": "RUNNING",
                  "updated_at": "2026-03-04T12:00:00Z",
                  "url": "https://a1.example.com"
                }
              },
              "version": "1.0"
            }
            """);
    ReferenceSchema.check(shared());
  }

  @Test
  void saveOfServiceWithoutUrlWritesNull() throws IOException {
    DeployedService service = service("gcp", "g1");
    records.save(
        SUPPORT,
        new DeployedService(
            service.provider(),
            service.serviceId(),
            service.serviceName(),
            Optional.empty(),
            service.state(),
            service.statusWord(),
            service.imageUri(),
            service.configHash()));

    assertThat(shared()).contains("\"url\": null");
    ReferenceSchema.check(shared());
  }

  @Test
  void saveKeepsOtherProvidersStagesAndProjectsOutOfTheSharedFile() throws IOException {
    records.save(DeploymentKey.of("local"), service("docker", "dock"));
    records.save(
        new DeploymentKey(Optional.empty(), "staging", "support"), service("azure", "stage"));
    records.save(
        new DeploymentKey(Optional.of("shop"), "default", "support"), service("azure", "proj"));
    assertThat(folder.resolve(".holodeck/deployments.json")).doesNotExist();

    records.save(SUPPORT, service("azure", "a1"));

    assertThat(shared()).contains("a1").doesNotContain("dock", "stage", "proj");
    assertThat(records.list()).hasSize(4);
    ReferenceSchema.check(shared());
  }

  @Test
  void saveWithAnotherProviderTakesTheRecordOutOfTheSharedFile() throws IOException {
    records.save(SUPPORT, service("azure", "a1"));
    records.save(SUPPORT, service("docker", "dock"));

    assertThat(shared()).doesNotContain("support");
    assertThat(records.find(SUPPORT).orElseThrow().service().provider()).isEqualTo("docker");
    ReferenceSchema.check(shared());
  }

  @Test
  void findSeesARecordOfTheOtherTool() throws IOException {
    write("other", "Succeeded", "2026-03-04T12:00:00.123456Z");

    DeploymentRecord record = records.find(DeploymentKey.of("other")).orElseThrow();

    assertThat(record.service().serviceId().value()).isEqualTo("theirs");
    assertThat(record.service().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(record.service().statusWord()).isEqualTo("Succeeded");
    assertThat(record.updatedAt()).isEqualTo(Instant.parse("2026-03-04T12:00:00.123456Z"));
  }

  @Test
  void findTakesTheNewerOfTwoRecords() throws IOException {
    records.save(SUPPORT, service("azure", "ours"));
    write("support", "DELETED", "2026-03-04T12:00:01Z");
    assertThat(records.find(SUPPORT).orElseThrow().service().state())
        .isEqualTo(ServiceState.DELETED);

    write("support", "DELETED", "2026-03-04T11:59:59Z");
    assertThat(records.find(SUPPORT).orElseThrow().service().serviceId().value()).isEqualTo("ours");
  }

  @Test
  void saveAfterTheOtherToolIsNewerThoughOurClockIsBehind() throws IOException {
    write("support", "Succeeded", "2026-03-04T13:00:00Z");

    DeploymentRecord written = records.save(SUPPORT, service("azure", "ours"));

    assertThat(written.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(written.updatedAt()).isAfter(Instant.parse("2026-03-04T13:00:00Z"));
    assertThat(records.find(SUPPORT)).contains(written);
    assertThat(shared()).contains("ours");
  }

  @Test
  void saveLeavesTheOtherToolsRecordsAsTheyAre() throws IOException {
    write("other", "SomeWord", "2026-03-04T12:00:00.123456Z");

    records.save(SUPPORT, service("azure", "a1"));

    assertThat(shared()).contains("\"SomeWord\"", "2026-03-04T12:00:00.123456Z", "theirs");
    assertThat(records.find(DeploymentKey.of("other")).orElseThrow().service().statusWord())
        .isEqualTo("SomeWord");
    ReferenceSchema.check(shared());
  }

  @Test
  void removeTakesTheRecordOutOfBothFiles() throws IOException {
    write("other", "Succeeded", "2026-03-04T12:00:00Z");
    records.save(SUPPORT, service("azure", "a1"));

    assertThat(records.remove(DeploymentKey.of("other"))).isTrue();

    assertThat(records.remove(DeploymentKey.of("other"))).isFalse();
    assertThat(stores(folder).records().list()).hasSize(1);
    assertThat(shared()).doesNotContain("other");
    ReferenceSchema.check(shared());
  }

  @Test
  void theOtherToolsShortestFileIsRead() throws IOException {
    Files.createDirectories(folder.resolve(".holodeck"));
    Files.writeString(
        folder.resolve(".holodeck/deployments.json"),
        """
        {"deployments": {"bot": {"provider": "aws", "service_id": "x", "service_name": "y",
         "status": "Failed", "image_uri": "i", "config_hash": "h"}}}
        """);

    DeploymentRecord record = records.find(DeploymentKey.of("bot")).orElseThrow();

    assertThat(record.service().state()).isEqualTo(ServiceState.FAILED);
    assertThat(record.service().url()).isEmpty();
    assertThat(record.createdAt()).isEqualTo(Instant.EPOCH);
    records.save(DeploymentKey.of("bot"), service("aws", "new"));
    assertThat(records.find(DeploymentKey.of("bot")).orElseThrow().createdAt())
        .isEqualTo(Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "Succeeded,RUNNING",
    "InProgress,PROVISIONING",
    "Failed,FAILED",
    "DELETED,DELETED",
    "STOPPED,STOPPED",
    "Canceled,UNKNOWN",
    "succeeded,UNKNOWN",
    "'',UNKNOWN"
  })
  void aStatusWordIsMappedAndKept(String word, ServiceState state) throws IOException {
    write("bot", word, "2026-03-04T12:00:00Z");

    DeployedService service = records.find(DeploymentKey.of("bot")).orElseThrow().service();

    assertThat(service.state()).isEqualTo(state);
    assertThat(service.statusWord()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-04T12:00:00",
        "2026-03-04T12:00:00+00:00",
        "2026-03-04T14:00:00+02:00",
        "2026-03-04T12:00:00.000000Z"
      })
  void timesWithAnyOffsetAreUtc(String time) throws IOException {
    write("bot", "Succeeded", time);

    assertThat(records.find(DeploymentKey.of("bot")).orElseThrow().updatedAt()).isEqualTo(NOON);
  }

  @Test
  void namesOfAnyKindSurvive() throws IOException {
    for (String agent : new String[] {"a \"quoted\" name", "ünï/çødé", "../up", "日本", "\\", "{}"}) {
      records.save(DeploymentKey.of(agent), service("azure", "a"));
      assertThat(stores(folder).records().find(DeploymentKey.of(agent))).isPresent();
      ReferenceSchema.check(shared());
    }
  }

  private String shared() throws IOException {
    return Files.readString(folder.resolve(".holodeck/deployments.json"));
  }

  private void write(String agent, String status, String updatedAt) throws IOException {
    Files.createDirectories(folder.resolve(".holodeck"));
    Files.writeString(
        folder.resolve(".holodeck/deployments.json"),
        """
        {"version": "1.0", "deployments": {"%s": {"provider": "azure", "service_id": "theirs",
          "service_name": "n", "url": null, "status": "%s", "created_at": "2026-01-01T00:00:00Z",
          "updated_at": "%s", "image_uri": "i", "config_hash": "h"}}}
        """
            .formatted(agent, status, updatedAt));
  }
}
