package ai.holodeck.deploy.service;

import java.util.List;

/** The ability to list what this tool has started; declared as {@link Capability#LISTING}. */
public interface ServiceLister {
  /**
   * Every service at this provider that carries this tool's label, whoever owns it, ordered by
   * name. Reads only.
   */
  List<ListedService> list();
}
