package dev.tutti.provider;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.RequestIds;
import dev.tutti.wire.Loops;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Poller that asks the providers in use now and then which models they have, in the background: an
 * answer is only listed, and a failure only logged. Thread-safe.
 */
final class ModelLists {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Loops loops;
  private final RequestIds ids;
  private Set<Provider> followed = Set.of();
  private Runnable stop = () -> {};

  ModelLists(Loops loops, RequestIds ids) {
    this.loops = loops;
    this.ids = ids;
  }

  /**
   * From now on asks these providers and no others, those that are new at once.
   *
   * @param every how often, zero for never
   */
  synchronized void follow(Collection<Provider> inUse, Duration every) {
    stop.run();
    var before = followed;
    followed = every.isZero() ? Set.of() : new HashSet<>(inUse);
    if (!every.isZero()) {
      inUse.stream().filter(provider -> !before.contains(provider)).forEach(this::ask);
      var round = List.copyOf(inUse);
      stop = loops.every(every, () -> round.forEach(this::ask));
    }
  }

  private void ask(Provider provider) {
    var loop = loops.next();
    loop.run(() -> provider.list(new Call(ids.next(), Caller.ANONYMOUS, loop, LONGEST)));
  }
}
