package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns of groups that are running, at most one in each, so that anybody may cancel them, also when
 * their callers have left. Thread-safe.
 */
public final class RunningTurns {
  private final Map<Key, Running> turns = new ConcurrentHashMap<>();

  private record Key(String owner, String group) {}

  /**
   * Turn that runs.
   *
   * @param over completes when it has ended and nobody finds it here any more
   */
  private record Running(Call call, CompletableFuture<Boolean> over) {}

  /**
   * Notes that a turn runs.
   *
   * @param call which ends when the turn is cancelled
   * @param ended completes with true when the turn has ended
   */
  void begin(ChatGroup group, Call call, CompletableFuture<Boolean> ended) {
    var key = new Key(group.owner(), group.id());
    var running = new Running(call, new CompletableFuture<>());
    turns.put(key, running);
    var _ =
        ended.thenAccept(
            had -> {
              turns.remove(key, running);
              running.over.complete(had);
            });
  }

  /**
   * Cancels the turn of a group. Posts that wait have their turns.
   *
   * @return whether there was one; completes when it has ended
   */
  public CompletableFuture<Boolean> cancel(String owner, String group) {
    var running = turns.get(new Key(owner, group));
    if (running == null) {
      return CompletableFuture.completedFuture(false);
    }
    running.call.cancel(Fault.of(FaultCode.CANCELLED, "the turn was cancelled"));
    return running.over;
  }
}
