package dev.tutti;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatRequest;
import dev.tutti.http.ServerSettings;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.SkillFeature;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import java.util.function.Supplier;

/** Calls by the program that Tutti runs in, without HTTP. Thread-safe. */
final class EmbeddedCalls {
  private final ActiveCalls live = new ActiveCalls();
  private final Platform platform;
  private final ServerSettings settings;
  private final Supplier<ModelCatalog> catalog;
  private final SkillFeature skills;

  /**
   * Calls with the server's deadline.
   *
   * @param catalog the models of the moment
   */
  EmbeddedCalls(
      Platform platform,
      ServerSettings settings,
      Supplier<ModelCatalog> catalog,
      SkillFeature skills) {
    this.platform = platform;
    this.settings = settings;
    this.catalog = catalog;
    this.skills = skills;
  }

  /** Asks a model, on the next loop. */
  Answer ask(ChatRequest request) {
    return Answer.open(
        (asked, by) -> catalog.get().model(asked.model()).open(asked, by),
        request,
        call(Caller.ANONYMOUS),
        live);
  }

  /** Executes a skill; blocks. */
  SkillResult execute(SkillRequest request, String user, String session, SkillListener listener) {
    var call = call(Caller.ANONYMOUS.forUser(user).inSession(session));
    live.add(call);
    try {
      return skills.execute(request, call, listener);
    } finally {
      live.remove(call);
    }
  }

  private Call call(Caller caller) {
    return new Call(platform.ids().next(), caller, platform.loops().next(), settings.deadline());
  }

  /**
   * Lets nobody ask any more, and waits for what has begun; after {@code server.drain} what is left
   * is cancelled.
   */
  void drain() {
    live.drain(settings.drain());
  }
}
