package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.ServiceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeployIT {
  private final TestService service = new TestService();

  @AfterEach
  void remove() {
    service.remove();
  }

  @Test
  void deployEndsWithHealthyService() throws Exception {
    Deployment deployment = service.deploy(DeployListener.silent(), "VERSION=one");
    assertThat(deployment.status().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(service.get(deployment.status().url().orElseThrow(), "/version")).isEqualTo("one");
    assertThat(service.deployer().status(deployment.id()).state()).isEqualTo(ServiceState.RUNNING);
    assertThat(service.deployer().destroy(deployment.id())).isEqualTo(DestroyResult.DELETED);
    assertThat(service.deployer().destroy(deployment.id())).isEqualTo(DestroyResult.ALREADY_GONE);
    assertThat(service.deployer().status(deployment.id()).state()).isEqualTo(ServiceState.UNKNOWN);
  }

  @Test
  void redeployReplacesOnTheSamePort() throws Exception {
    Deployment first = service.deploy(DeployListener.silent(), "VERSION=one");
    Deployment second = service.deploy(DeployListener.silent(), "VERSION=two");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.status().url()).isEqualTo(first.status().url());
    assertThat(service.get(second.status().url().orElseThrow(), "/version")).isEqualTo("two");
    assertThat(service.containerNames()).containsExactly(service.name().value());
  }
}
