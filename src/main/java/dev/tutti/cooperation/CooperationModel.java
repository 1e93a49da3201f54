package dev.tutti.cooperation;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.PushStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import dev.tutti.cooperation.CooperationSettings.ConfiguredCooperation;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.plan.CooperationRequest;
import dev.tutti.cooperation.plan.PlanReader;
import dev.tutti.cooperation.run.CooperationResult;
import dev.tutti.task.api.StepCheckpoints;
import io.vertx.core.Future;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cooperation as a model, for every endpoint that knows models. A stream begins after a quarter
 * of a second at the latest, with progress; until then a failure has its own status. Thread-safe.
 */
record CooperationModel(
    String name, ConfiguredCooperation configured, CooperationModelSource source)
    implements ChatModel {
  private static final Duration BEFORE_PROGRESS = Duration.ofMillis(250);

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return call.loop()
        .read(request.body().length(), () -> asked(request))
        .compose(run -> open(run, request.stream(), call));
  }

  private CooperationRequest asked(ChatRequest request) {
    var chat = CooperationChat.of(request);
    ObjectNode body = configured.body().deepCopy();
    var params = chat.params();
    params.setAll(body.withObject("params"));
    body.set("params", params);
    if (chat.body().hasNonNull(CooperationChat.FORMAT)) {
      body.set(CooperationChat.FORMAT, chat.body().path(CooperationChat.FORMAT));
    }
    var models = new MemberModels(source.catalog().get(), null);
    return PlanReader.planned(configured.kind(), body, models).asking(chat.question());
  }

  private Future<ChatStream> open(CooperationRequest asked, boolean streams, Call call) {
    if (call.tail().isInCooperation()) {
      return Future.failedFuture(
          Fault.invalid(
              "model",
              "\"%s\" within another cooperation (expected: models that ask no cooperation)"
                  .formatted(name)));
    }
    var stream = PushStream.begin(call);
    source.threads().execute(() -> run(asked, streams, call, stream));
    if (!streams) {
      return stream.opened();
    }
    var stop = call.loop().timer(BEFORE_PROGRESS, stream::open);
    return stream.opened().onComplete(_ -> stop.run());
  }

  private void run(CooperationRequest asked, boolean streams, Call call, PushStream stream) {
    try {
      stream.tell(new ChatEvent.Start(call.id(), name));
      var observer = streams ? new StreamedRun(stream) : RunObserver.NOBODY;
      var result = source.engine().run(asked, call, observer, StepCheckpoints.NONE);
      requireForm(asked, result);
      if (!streams) {
        stream.tell(new ChatEvent.Text(0, result.text()));
      }
      stream.complete(new ChatEvent.Finish(0, result.finish()), result.usage());
    } catch (RuntimeException | Error e) {
      stream.fail(Fault.from(e), Usage.NONE);
    }
  }

  /** Words that say that there is no consensus are not what a caller reads who wants JSON. */
  private static void requireForm(CooperationRequest asked, CooperationResult result) {
    if (asked.about().form().isPresent() && !result.json().path("final_result").isString()) {
      throw Fault.of(
          FaultCode.INVALID_OUTPUT,
          "response_format: there is no consensus, and so no JSON (expected: a consensus, or"
              + " on_no_consensus: judge or synthesis in the configuration); "
              + result.text());
    }
  }

  /** Tells a stream what happens in a run, and its answer. */
  private record StreamedRun(PushStream stream) implements RunObserver {
    @Override
    public void progress(ObjectNode what) {
      stream.tell(new Chunk.ProgressNote(what));
    }

    @Override
    public void said(ChatEvent event) {
      stream.tell(event);
    }

    @Override
    public boolean hears() {
      return true;
    }
  }
}
