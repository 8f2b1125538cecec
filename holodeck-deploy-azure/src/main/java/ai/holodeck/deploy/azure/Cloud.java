package ai.holodeck.deploy.azure;

import java.net.URI;

/**
 * One of Microsoft's clouds, by its endpoints (Microsoft Learn, "Azure national clouds" and "Azure
 * Government endpoints").
 */
enum Cloud {
  /** The public one. */
  PUBLIC("https://management.azure.com", "https://login.microsoftonline.com"),
  /** Azure Government. */
  US_GOVERNMENT("https://management.usgovcloudapi.net", "https://login.microsoftonline.us"),
  /** Operated by 21Vianet. */
  CHINA("https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn");

  private final URI resourceManager;
  private final URI authority;

  Cloud(String resourceManager, String authority) {
    this.resourceManager = URI.create(resourceManager);
    this.authority = URI.create(authority);
  }

  URI resourceManager() {
    return resourceManager;
  }

  URI authority() {
    return authority;
  }
}
