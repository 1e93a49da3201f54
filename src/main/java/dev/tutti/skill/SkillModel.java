package dev.tutti.skill;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.PushStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillArrival;
import dev.tutti.skill.run.SkillChat;
import dev.tutti.skill.run.SkillDialogues;
import dev.tutti.skill.run.SkillEngine;
import io.vertx.core.Future;
import java.util.concurrent.Executor;

/** A skill as a model, for every endpoint that knows models. Thread-safe. */
record SkillModel(
    SkillEngine engine,
    SkillDialogues dialogues,
    Executor threads,
    String name,
    VersionSelector selector)
    implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return SkillChat.read(request, call).compose(chat -> open(chat, call));
  }

  private Future<ChatStream> open(SkillChat chat, Call call) {
    var asked =
        SkillDialogues.decided(
            chat.request(name).wanting(selector), call.tail().context().decision());
    boolean kept = call.caller().session().isEmpty(); // otherwise its history is somebody else's
    call.caller(chat.caller(call.caller()));
    var stream = PushStream.begin(call);
    var arrival = kept ? dialogues.arrive(asked, call) : SkillArrival.NOWHERE;
    threads.execute(() -> execute(chat.chat().model(), asked, arrival, call, stream));
    return stream.opened();
  }

  private void execute(
      String model, SkillRequest asked, SkillArrival arrival, Call call, PushStream stream) {
    try {
      stream.tell(new ChatEvent.Start(call.id(), model));
      var result =
          dialogues.execute(
              asked,
              call,
              arrival,
              (skill, each) -> engine.execute(skill, each, call, stream::tell));
      stream.complete(new ChatEvent.Finish(0, result.finish()), result.usage());
    } catch (RuntimeException | Error e) {
      stream.fail(Fault.from(e), Usage.NONE);
    }
  }
}
