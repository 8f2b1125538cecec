package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.release.Release;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is remembered of deployments, as JSON objects. */
final class Records {

  private Records() {}

  static Map<String, Object> document(DeploymentRecord record) {
    DeployedService service = record.service();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("agent", record.key().agent());
    document.put("stage", record.key().stage());
    document.put("provider", service.provider());
    document.put("service_id", service.serviceId());
    document.put("service_name", service.serviceName());
    document.put("url", service.url());
    document.put("status", service.state());
    document.put("image_uri", service.imageUri());
    document.put("config_hash", service.configHash());
    document.put("created_at", record.createdAt());
    document.put("updated_at", record.updatedAt());
    return document;
  }

  static Map<String, Object> document(Release release) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("release_id", release.id());
    document.put("kind", release.kind().name().toLowerCase(Locale.ROOT));
    document.put("user", release.user());
    document.put("started_at", release.startedAt());
    return document;
  }

  /** All that is remembered of a release; of secrets there is nothing but names to remember. */
  static Map<String, Object> history(Release release) {
    Map<String, Object> document = document(release);
    document.put("stage", release.key().stage());
    document.put("provider", release.provider());
    document.put("service_name", release.serviceName());
    document.put("image_uri", release.image().map(ImageRef::uri));
    document.put(
        "image_id",
        release
            .image()
            .filter(EngineImage.class::isInstance)
            .map(image -> ((EngineImage) image).imageId()));
    document.put("config_hash", release.configHash());
    document.put("config", release.config().map(EffectiveConfig::values));
    document.put("result", release.end().map(end -> end.outcome().name().toLowerCase(Locale.ROOT)));
    document.put("ended_at", release.end().map(Release.End::at));
    document.put("note", release.end().map(Release.End::note));
    return document;
  }

  static Map<String, Object> document(LockHolder holder) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("user", holder.user());
    document.put("host", holder.host());
    document.put("pid", holder.pid());
    document.put("since", holder.since());
    document.put("purpose", holder.purpose());
    return document;
  }
}
