package dev.tutti.routing.reuse;

import dev.tutti.call.AttemptHistory;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.ChunkSize;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One upstream call, and everybody who reads its answer. It is a call of its own, so that whoever
 * began it may leave like anybody else; the last one to leave cancels it. Confined to the loop of
 * the caller that began it.
 *
 * <p>What was received is a chain of batches that followers read on their own loops, each at its
 * own pace; a batch that everybody has read is garbage. The beginning is kept for those who come
 * late, until the answer has ended or grown too long. While nobody wants more the upstream waits;
 * while somebody reads on, one who is too far behind fails.
 */
final class SharedCall implements ChatStream.Sink {
  /** The most bytes of an answer that are kept, for late followers and for slow ones. */
  static final long MOST_HELD = 10 << 20;

  /** The same while all shared calls together hold too much. */
  static final long HELD_IN_A_CROWD = 256 << 10;

  private final SharedCalls all;
  private final RequestKey key;
  private final Loop loop;
  private final Call call;
  private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();
  private Batch last = new Batch(List.of(), 0, null);
  private @Nullable Batch first = last;
  private List<Chunk> arriving = new ArrayList<>();
  private @Nullable ChatStream stream;
  private final Promise<Void> ended = Promise.promise();
  private boolean waiting;
  private boolean over;
  private long received;
  private long held;

  SharedCall(SharedCalls all, RequestKey key, Call leader) {
    this.all = all;
    this.key = key;
    this.loop = leader.loop();
    this.call = leader.part(leader.remaining());
    call.skill(leader.skill());
  }

  Loop loop() {
    return loop;
  }

  /** Completes when it has ended, with all its attempts. */
  Future<Void> end() {
    return ended.future();
  }

  /** Asks, once, after the first one has joined; it may have gone already. */
  void begin(ChatModel model, ChatRequest request) {
    if (followers.isEmpty()) {
      over = true;
      close();
      ended.complete();
      return;
    }
    try {
      model.open(request, call).onSuccess(this::opened).onFailure(this::failed);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Lets a follower read along, unless it comes too late for that. */
  void join(Follower follower) {
    var beginning = first;
    if (beginning == null) {
      follower.missed();
      return;
    }
    if (followers.isEmpty()) {
      all.countLeader();
    } else {
      all.countFollower();
    }
    followers.add(follower);
    call.extend(follower.patience());
    follower.sees(historyFor(follower));
    if (stream != null) {
      follower.opened(beginning, historyFor(follower), call.degraded().stream().toList());
    }
  }

  /** A follower has gone early; the last one takes the upstream call along. */
  void left(Follower follower, Fault why) {
    if (!followers.remove(follower)) {
      return;
    }
    if (!followers.isEmpty()) {
      pace();
      return;
    }
    close();
    release();
    if (!over) {
      over = true;
      call.cancel(why);
      ended.complete();
    }
  }

  /** A follower has read everything. */
  void finished(Follower follower) {
    if (followers.remove(follower) && followers.isEmpty()) {
      release();
    }
  }

  private void release() {
    all.hold(-held);
    held = 0;
  }

  private void opened(ChatStream begun) {
    var beginning = first;
    if (over || beginning == null) {
      return;
    }
    stream = begun;
    followers.forEach(
        each -> each.opened(beginning, historyFor(each), call.degraded().stream().toList()));
    if (!over) {
      begun.start(this);
      pace();
    }
  }

  private void failed(Throwable thrown) {
    if (over) {
      return;
    }
    over = true;
    close();
    ended.complete();
    var fault = Fault.from(thrown);
    followers.forEach(each -> each.failed(fault, historyFor(each)));
    followers.clear();
  }

  /** On the same loop the history itself, which goes on; elsewhere what is known now. */
  private AttemptHistory historyFor(Follower follower) {
    return follower.loop().equals(loop) ? call.history() : call.history().copy();
  }

  @Override
  public void chunk(Chunk chunk) {
    arriving.add(chunk);
    received += ChunkSize.of(chunk);
  }

  @Override
  public void flush() {
    if (over || arriving.isEmpty()) {
      return;
    }
    publish(null);
    bound();
    pace();
  }

  @Override
  public void end(Outcome outcome) {
    if (!over) {
      over = true;
      close();
      ended.complete();
      publish(outcome);
    }
  }

  private void publish(@Nullable Outcome outcome) {
    var next = new Batch(arriving, received, outcome);
    arriving = new ArrayList<>();
    last.follow(next);
    last = next;
    followers.forEach(Follower::wake);
  }

  /** Nobody joins any more, so that the beginning need not be kept. */
  private void close() {
    first = null;
    all.close(key, this);
  }

  /** Keeps what is held within its bounds, as long as anybody can read on without the slow ones. */
  private void bound() {
    if (first != null && (received > MOST_HELD || all.isCrowded())) {
      close();
    }
    if (!nobodyReads()) {
      long most = all.isCrowded() ? HELD_IN_A_CROWD : MOST_HELD;
      followers.forEach(each -> dropIfBehind(each, most));
    }
    long holds = first == null ? 0 : received;
    for (var each : followers) {
      holds = Math.max(holds, received - each.consumed());
    }
    all.hold(holds - held);
    held = holds;
  }

  private void dropIfBehind(Follower follower, long most) {
    long behind = received - follower.consumed();
    if (follower.isSlow() && behind > most) {
      all.countSlow();
      followers.remove(follower);
      follower.drop(
          Fault.of(
              FaultCode.OVERLOADED,
              "the reader is %d bytes behind an answer that others share (expected: at most %d)"
                  .formatted(behind, most)));
    }
  }

  /** Has the upstream wait while nobody reads, and go on when somebody does. */
  void pace() {
    var upstream = stream;
    if (upstream == null || over) {
      return;
    }
    boolean shouldWait = nobodyReads();
    if (shouldWait != waiting) {
      waiting = shouldWait;
      if (shouldWait) {
        upstream.pause();
      } else {
        upstream.resume();
      }
    }
  }

  private boolean nobodyReads() {
    return followers.stream().allMatch(Follower::isPaused);
  }
}
