package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upstream call that does what the test says, when it says so; on the call's loop. */
public final class TestingAnswer implements ChatStream {
  private final Call call;
  private final Attempt attempt;
  private final Promise<ChatStream> opened = Promise.promise();
  private final List<Chunk> held = new ArrayList<>();
  private boolean paused = true;
  private @Nullable Sink sink;
  private @Nullable Outcome outcome;

  private TestingAnswer(Call call) {
    this.call = call;
    this.attempt = call.attempt(new DeploymentId("up", "m"));
    call.onCancel(() -> fails(call.reason()));
  }

  /** A model whose answers are given by the test. */
  public static final class Model implements ChatModel {
    private final List<TestingAnswer> answers = new ArrayList<>();

    @Override
    public Future<ChatStream> open(ChatRequest request, Call call) {
      var answer = new TestingAnswer(call);
      answers.add(answer);
      return answer.opened.future();
    }

    /** How often it was asked. */
    public int asked() {
      return answers.size();
    }

    /** What it does for the latest call. */
    public TestingAnswer latest() {
      return answers.getLast();
    }

    public List<TestingAnswer> all() {
      return answers;
    }
  }

  public Call call() {
    return call;
  }

  public boolean isPaused() {
    return paused;
  }

  /** How it ended, if it has. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** A piece of text comes; the first one opens the answer. */
  public void says(String text) {
    if (outcome != null) {
      return;
    }
    held.add(Chunk.Events.of(new ChatEvent.Text(0, text)));
    if (opened.tryComplete(this)) {
      attempt.firstToken();
    }
    hand();
  }

  /** Everything was said. */
  public void ends() {
    finish(new Outcome.Completed(Usage.of(1, 2)));
  }

  public void fails(Fault fault) {
    finish(new Outcome.Failed(fault, Usage.NONE));
  }

  private void finish(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    attempt.settle(how);
    if (how instanceof Outcome.Failed(Fault fault, Usage _) && opened.tryFail(fault)) {
      return;
    }
    opened.tryComplete(this);
    if (sink != null) {
      held.forEach(sink::chunk);
      sink.end(how);
    }
  }

  private void hand() {
    if (sink != null && !paused && !held.isEmpty()) {
      var chunks = List.copyOf(held);
      held.clear();
      chunks.forEach(sink::chunk);
      sink.flush();
    }
  }

  @Override
  public void start(Sink to) {
    sink = to;
    paused = false;
    hand();
    if (outcome != null) {
      to.end(outcome);
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    hand();
  }
}
