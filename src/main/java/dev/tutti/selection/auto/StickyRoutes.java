package dev.tutti.selection.auto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Call;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.selection.outcome.ConversationModel;
import dev.tutti.selection.outcome.ConversationModels;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Memory of which model a conversation has. One is recognised by its session, or by what was said
 * in it before each answer of a model, so that it needs no name: loops of tools and chains of
 * responses repeat what went before. Bounded, and kept over restarts; thread-safe.
 */
public final class StickyRoutes {
  /** How much older a conversation may be after a restart than it was. */
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private final Cache<Long, Place> places =
      Caffeine.newBuilder().maximumSize(ConversationModels.MOST).build();

  private final ConversationModels kept;
  private final CompletableFuture<Integer> loaded;
  private final InstantSource clock;

  /** Begins to read what was kept. */
  public StickyRoutes(ConversationModels kept, InstantSource clock) {
    this.kept = kept;
    this.clock = clock;
    this.loaded = kept.latest().thenApply(this::take);
  }

  /**
   * Model that a conversation has.
   *
   * @param at when it was asked last
   */
  record Place(String model, Instant at) {}

  private int take(List<ConversationModel> latest) {
    for (var each : latest.reversed()) {
      places.put(each.conversation(), new Place(each.model(), each.at()));
    }
    return latest.size();
  }

  /** Future that is complete once what was kept is known; nothing is found or noted before. */
  Future<Integer> ready(Loop loop) {
    return loaded.isDone() ? Future.succeededFuture(0) : loop.bring(loaded);
  }

  /** The model that the conversation of a request has, if it is known. */
  Optional<Place> find(Call call, PromptReading reading) {
    var caller = call.caller();
    if (!caller.session().isEmpty()) {
      var place = places.getIfPresent(ConversationNumber.ofSession(caller));
      if (place != null) {
        return Optional.of(place);
      }
    }
    for (var fingerprint : reading.earlier()) {
      var place = places.getIfPresent(ConversationNumber.ofWords(caller, fingerprint));
      if (place != null) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** The model that was asked the very same before, when the user asks again. */
  Optional<Place> same(Call call, PromptReading reading) {
    return Optional.ofNullable(
        places.getIfPresent(ConversationNumber.ofWords(call.caller(), reading.whole())));
  }

  /** Notes which model a conversation has from now on. */
  void note(Call call, PromptReading reading, String model) {
    var caller = call.caller();
    var place = new Place(model, clock.instant());
    long said = ConversationNumber.ofWords(caller, reading.whole());
    places.put(said, place);
    if (caller.session().isEmpty()) {
      keep(said, place);
    } else {
      long session = ConversationNumber.ofSession(caller);
      var before = places.asMap().put(session, place);
      if (before == null || !isAlike(before, place)) {
        keep(session, place);
      }
    }
  }

  private void keep(long conversation, Place place) {
    kept.note(new ConversationModel(conversation, place.model(), place.at()));
  }

  /** Whether what is on disk of a session says the same, but for a moment. */
  private static boolean isAlike(Place before, Place now) {
    return before.model.equals(now.model) && grain(before.at) == grain(now.at);
  }

  private static long grain(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), GRAIN.toSeconds());
  }

  /** Whether a request goes on with a conversation that must keep its model. */
  static boolean isFixed(ChatRequest request, PromptReading reading) {
    return reading.inLoop() || (request.responses().isPresent() && !reading.earlier().isEmpty());
  }
}
