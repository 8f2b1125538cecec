package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How owners become names. */
interface NameRules extends DeployerRules {
  @Rule(id = "DEP-60", text = "nameFor MUST give the same name for the same owner.")
  default void namesAreStable() {
    for (ServiceOwner owner : owners()) {
      assertThat(trial().harness().factory().nameFor(owner))
          .isEqualTo(trial().harness().factory().nameFor(owner));
    }
  }

  @Rule(id = "DEP-61", text = "nameFor MUST give different names for owners that differ.")
  default void namesTellOwnersApart() {
    DeployerFactory factory = trial().harness().factory();
    Map<ServiceName, ServiceOwner> owners = new HashMap<>();
    for (ServiceOwner owner : owners()) {
      ServiceName given = factory.nameFor(owner);
      assertThat(Optional.ofNullable(owners.put(given, owner)))
          .as("who else has the name '%s' of %s", given, owner)
          .isEmpty();
    }
  }

  @Rule(id = "DEP-62", text = "An agent of any name MUST be deployable under what nameFor gives.")
  default void anyAgentCanBeDeployed() {
    for (String agent : List.of("B", "A_b.c", "x".repeat(120), "日本", "../a b")) {
      ServiceOwner owner = new ServiceOwner(trial().owner().project(), "staging", agent);

      var deployment =
          trial().deployer().deploy(trial().request(owner, "v1").build(), DeployListener.silent());

      assertThat(trial().version(deployment)).as(agent).isEqualTo("v1");
      trial().deployer().destroy(deployment.id());
    }
  }

  private static List<ServiceOwner> owners() {
    List<ServiceOwner> owners = new ArrayList<>();
    for (String project : List.of("00112233aabb", "ffeeddccbbaa")) {
      for (String stage : List.of("default", "staging")) {
        for (String agent :
            List.of(
                "bot",
                "Bot",
                "bot ",
                "b-ot",
                "b--ot",
                "b_ot",
                "x".repeat(90),
                "x".repeat(91),
                "b/ot",
                "bot-",
                "x".repeat(200) + "1",
                "x".repeat(200) + "2",
                "日本")) {
          owners.add(new ServiceOwner(project, stage, agent));
        }
      }
    }
    // What gives one text when its parts are joined without escaping.
    for (String separator : List.of("-", "--", "_", "/", ".", " ")) {
      owners.add(new ServiceOwner("00112233aabb", "a" + separator + "b", "c"));
      owners.add(new ServiceOwner("00112233aabb", "a", "b" + separator + "c"));
    }
    return owners;
  }
}
