package dev.tutti.selection.auto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.call.Call;
import dev.tutti.chat.ChatRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Memory of which model a conversation has. One is recognised by its session, or by what was said
 * in it before each answer of a model, so that it needs no name: loops of tools and chains of
 * responses repeat what went before. Bounded; thread-safe.
 */
public final class StickyRoutes {
  private static final int MOST = 50_000;

  private final Cache<Key, Place> places = Caffeine.newBuilder().maximumSize(MOST).build();
  private final InstantSource clock;

  public StickyRoutes(InstantSource clock) {
    this.clock = clock;
  }

  /** A conversation at one moment, of one owner. */
  private record Key(String owner, String key, String session, long fingerprint) {}

  /**
   * Model that a conversation has.
   *
   * @param at when it was asked last
   * @param text what the user said then, as a fingerprint
   */
  record Place(String model, Instant at, long text) {}

  /** The model that the conversation of a request has, if it is known. */
  Optional<Place> find(Call call, PromptReading reading) {
    var caller = call.caller();
    if (!caller.session().isEmpty()) {
      var place = places.getIfPresent(session(call));
      if (place != null) {
        return Optional.of(place);
      }
    }
    for (var fingerprint : reading.earlier()) {
      var place = places.getIfPresent(said(call, fingerprint));
      if (place != null) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** The model that was asked the very same before, when the user asks again. */
  Optional<Place> same(Call call, PromptReading reading) {
    return Optional.ofNullable(places.getIfPresent(said(call, reading.whole())));
  }

  /** Notes which model a conversation has from now on. */
  void note(Call call, PromptReading reading, String model) {
    var place = new Place(model, clock.instant(), reading.whole());
    places.put(said(call, reading.whole()), place);
    if (!call.caller().session().isEmpty()) {
      places.put(session(call), place);
    }
  }

  private static Key session(Call call) {
    return new Key(call.caller().owner(), call.caller().key(), call.caller().session(), 0);
  }

  private static Key said(Call call, long fingerprint) {
    return new Key(call.caller().owner(), call.caller().key(), "", fingerprint);
  }

  /** Whether a request goes on with a conversation that must keep its model. */
  static boolean isFixed(ChatRequest request, PromptReading reading) {
    return reading.inLoop() || (request.responses().isPresent() && !reading.earlier().isEmpty());
  }
}
