package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ListedService;
import ai.holodeck.deploy.service.ServiceLister;
import java.util.List;

/** The list of what this tool has started at the provider. */
interface ListingRules extends DeployerRules {
  @Rule(
      id = "DEP-90",
      needs = Capability.LISTING,
      text =
          "list MUST give each service with its name, owner and id, and no more once it is destroyed; where LISTING is not declared there MUST be no ServiceLister.")
  default void listGivesServices() {
    ServiceLister lister = trial().deployer().ability(ServiceLister.class).orElseThrow();
    Deployment ours = trial().deploy("v1");
    Deployment theirs =
        trial()
            .deployer()
            .deploy(trial().request(trial().anotherOwner(), "v1").build(), DeployListener.silent());

    List<ListedService> both = kits(lister);
    assertThat(both)
        .extracting(ListedService::name, ListedService::owner, listed -> listed.service().id())
        .containsExactlyInAnyOrder(
            tuple(trial().name(), trial().owner(), ours.id()),
            tuple(trial().name(trial().anotherOwner()), trial().anotherOwner(), theirs.id()));

    trial().deployer().destroy(theirs.id());
    assertThat(kits(lister)).extracting(ListedService::name).containsExactly(trial().name());
  }

  private List<ListedService> kits(ServiceLister lister) {
    return lister.list().stream()
        .filter(
            listed ->
                listed.name().equals(trial().name())
                    || listed.name().equals(trial().name(trial().anotherOwner())))
        .toList();
  }
}
