package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.PushEvent.LayerDone;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.core.DockerClientConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushProgressTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private final List<PushEvent> events = new ArrayList<>();
  private final PushProgress progress = new PushProgress(events::add);

  @Test
  void linesOfEnginesBecomeEvents() throws Exception {
    accept("{'status':'The push refers to repository [h/x]'}");
    accept("{'status':'Preparing','progressDetail':{},'id':'aa'}");
    accept("{'status':'Pushing','progressDetail':{'current':512,'total':600},'id':'aa'}");
    accept("{'status':'Pushed','progressDetail':{},'id':'aa'}");
    accept("{'status':'Layer already exists','progressDetail':{},'id':'bb'}");
    accept("{'status':'Mounted from x/y','progressDetail':{},'id':'cc'}");
    accept("{'status':'Retrying in 5 seconds','progressDetail':{},'id':'dd'}");

    assertThat(events)
        .containsExactly(
            new PushEvent.Output("The push refers to repository [h/x]"),
            new PushEvent.Output("aa: Preparing"),
            new PushEvent.Sending("aa", 512, 600),
            new LayerDone("aa", LayerDone.Outcome.SENT),
            new LayerDone("bb", LayerDone.Outcome.PRESENT),
            new LayerDone("cc", LayerDone.Outcome.PRESENT),
            new PushEvent.Output("dd: Retrying in 5 seconds"));
    assertThat(progress.digest()).isEmpty();
  }

  @Test
  void digestIsReadFromTheStatusLineOfEnginesThatGiveNoAux() throws Exception {
    accept("{'status':'1.0: digest: " + DIGEST + " size: 523'}");

    assertThat(progress.digest()).contains(new Digest(DIGEST));
  }

  @Test
  void failureIsReadWithAndWithoutItsDetail() throws Exception {
    accept("{'error':'denied'}");
    assertThat(progress.error()).contains("denied");
    accept("{'errorDetail':{'message':'no basic auth credentials'},'error':'x'}");
    assertThat(progress.error()).contains("no basic auth credentials");
  }

  private void accept(String json) throws JsonProcessingException {
    progress.accept(
        DockerClientConfig.getDefaultObjectMapper()
            .readValue(json.replace('\'', '"'), PushResponseItem.class));
  }
}
