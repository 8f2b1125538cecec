package ai.holodeck.deploy.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.error.ConfigException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureSettingsTest {
  private static final String SUBSCRIPTION = "00000000-1111-2222-3333-444455556666";
  private static final Map<String, Object> LEAST =
      Map.of("subscription_id", SUBSCRIPTION, "resource_group", "agents");

  @Test
  void leastBlockHasTheDocumentedDefaults() {
    AzureSettings settings = block(Map.of()).bind(AzureSettings.class);

    assertThat(settings.subscriptionId()).isEqualTo(UUID.fromString(SUBSCRIPTION));
    assertThat(settings.resourceGroup().name()).isEqualTo("agents");
    assertThat(settings.environmentName()).isEmpty();
    assertThat(settings.location()).isEqualTo("eastus");
    assertThat(settings.cpu().cores()).isEqualByComparingTo(BigDecimal.ONE);
    assertThat(settings.memory().gibibytes()).isEqualByComparingTo("2");
    assertThat(settings.ingressExternal()).isFalse();
    assertThat(settings.minReplicas()).isZero();
    assertThat(settings.maxReplicas()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"0.25,0.5Gi", "0.5,1.0Gi", "0.75,1.5Gi", "1,2Gi", "1.25,2.5Gi", "2.0,4Gi", "2,4.0Gi"})
  void everyPairOfAzureIsTaken(String cpu, String memory) {
    AzureSettings settings = block(Map.of("cpu", cpu, "memory", memory)).bind(AzureSettings.class);

    assertThat(settings.memory().gibibytes())
        .isEqualByComparingTo(settings.cpu().cores().multiply(BigDecimal.valueOf(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpu|0|target.azure.cpu: must be 0.25 to 2.0 in steps of 0.25",
        "cpu|0.3|target.azure.cpu: must be 0.25 to 2.0",
        "cpu|2.25|target.azure.cpu: must be 0.25 to 2.0",
        "cpu|-1|target.azure.cpu",
        "cpu|many|target.azure.cpu",
        "cpu|1e0|target.azure.cpu",
        "cpu|0.5|memory must be exactly twice the cpu: 1Gi for cpu 0.5, found 2Gi",
        "memory|2GB|target.azure.memory: must be a number of gibibytes",
        "memory|Gi|target.azure.memory",
        "memory|2048Mi|target.azure.memory",
        "memory|0Gi|target.azure.memory",
        "memory|4Gi|exactly twice the cpu: 2Gi for cpu 1, found 4Gi",
        "subscription_id|mine|target.azure.subscription_id",
        "resource_group|' '|target.azure.resource_group",
        "resource_group|a/b|target.azure.resource_group: must be the name of a resource group",
        "resource_group|ends.|target.azure.resource_group",
        "environment_name|' '|target.azure.environment_name: must be the name of a Container Apps environment",
        "environment_name|/subscriptions/x|target.azure.environment_name: must be",
        "resource_manager_endpoint|http://arm.example|resource_manager_endpoint must be an https address",
        "authority_host|login.example|authority_host must be an https address",
        "cloud|moon|target.azure.cloud",
        "poll_interval|0s|poll_interval must be longer than nothing",
        "location|' '|location",
        "ingress_external|maybe|target.azure.ingress_external",
        "min_replicas|-1|min_replicas must be at least 0",
        "min_replicas|11|max_replicas must be at least 1 and at least min_replicas (11), found 10",
        "max_replicas|0|max_replicas must be at least 1",
        "max_replicas|1.5|target.azure.max_replicas",
        "replicas|3|target.azure.replicas"
      })
  void wrongValueIsNamed(String key, String value, String expected) {
    ConfigException e = faults(Map.of(key, value));

    assertThat(e.problems()).hasSize(1);
    assertThat(e.what()).contains(expected);
    assertThat(e.remedy()).isNotBlank();
  }

  @Test
  void allFaultsComeAtOnce() {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                Settings.of(
                        "target.azure", Map.of("subscription_id", "x", "cpu", "9", "memory", "1"))
                    .bind(AzureSettings.class));

    assertThat(e).isNotNull();
    assertThat(e.problems())
        .extracting(problem -> problem.key())
        .containsExactlyInAnyOrder(
            "target.azure.subscription_id",
            "target.azure.resource_group",
            "target.azure.cpu",
            "target.azure.memory");
  }

  @Test
  void theEnvironmentIsRequiredToDeployOnly() {
    Settings without = block(Map.of());
    without.bind(AzureSettings.class);

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> without.checkRequiredToDeploy(AzureSettings.class));

    assertThat(e).isNotNull();
    assertThat(e.what()).contains("target.azure.environment_name");
    block(Map.of("environment_name", "prod")).checkRequiredToDeploy(AzureSettings.class);
  }

  @Test
  void spellingOutADefaultChangesNothing() {
    assertThat(
            block(Map.of("cpu", "1", "memory", "2.0Gi", "location", "eastus", "max_replicas", "10"))
                .effective(AzureSettings.class))
        .isEqualTo(block(Map.of()).effective(AzureSettings.class));
  }

  private static ConfigException faults(Map<String, Object> more) {
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> block(more).bind(AzureSettings.class));
    assertThat(e).isNotNull();
    return e;
  }

  private static Settings block(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(LEAST);
    values.putAll(more);
    return Settings.of("target.azure", values);
  }
}
