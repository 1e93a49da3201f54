package dev.tutti.provider.openai.repair;

import dev.tutti.chat.AnswerCallIds;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;

/** Progress of a stream with one of its choices. Not thread-safe. */
public final class ChoiceProgress {
  /** The most tools that one choice may call. */
  static final int MAX_CALLS = 1_024;

  private final List<CallProgress> calls = new ArrayList<>(2);
  private final AnswerCallIds ids = new AnswerCallIds();
  private final AnswerShape shape;
  private boolean begun;
  private boolean role;
  private boolean finished;

  ChoiceProgress(AnswerShape shape) {
    this.shape = shape;
  }

  /** Whether what is regular by itself is also regular after what was said before. */
  public boolean accepts(ChoiceScan choice) {
    var message = choice.message();
    if (finished || (shape.isChat() && message.role() == role)) {
      return false;
    }
    boolean calling = !calls.isEmpty() || message.calls() > 0;
    if (calling && "stop".equals(choice.finish())) {
      return false;
    }
    return message.calls() == 0 || accepts(message.call());
  }

  private boolean accepts(CallScan call) {
    int index = call.index();
    if (index == calls.size()) {
      return call.begins() && index < MAX_CALLS && ids.isFree(call.id());
    }
    if (index < 0 || index > calls.size()) {
      return false;
    }
    var known = calls.get(index);
    return call.continues() && known.upstreamIndex() == index && known.named();
  }

  /** Notes what was accepted. */
  public void note(ChoiceScan choice) {
    begun = true;
    role |= choice.message().role();
    finished |= choice.finish() != null;
    if (choice.message().calls() > 0 && choice.message().call().index() == calls.size()) {
      var call = choice.message().call();
      ids.next(call.id(), call::id);
      add(call.index(), call.id()).name(call.id(), call.isWhole());
    }
  }

  /** Notes that the choice was mentioned. */
  void begin() {
    begun = true;
  }

  /** Notes that the role is said; whether it was said for the first time. */
  boolean say() {
    boolean first = !role;
    role = true;
    return first;
  }

  /** Notes that the choice ends. */
  void finish() {
    finished = true;
  }

  /** The ids of the choice's calls. */
  AnswerCallIds ids() {
    return ids;
  }

  /** The call that a fragment belongs to, or a new one. */
  CallProgress call(int upstreamIndex, String id, String name, String arguments) {
    CallProgress latest = null;
    CallProgress sameId = null;
    for (var known : calls) {
      boolean byIndex =
          upstreamIndex >= 0
              ? known.upstreamIndex() == upstreamIndex
              : id.isEmpty() && name.isEmpty();
      latest = byIndex ? known : latest;
      boolean byId = !id.isEmpty() && known.id().equals(id);
      // A call with a number of its own is another one, even if its id is used again.
      sameId = byId && (byIndex || upstreamIndex < 0 || name.isEmpty()) ? known : sameId;
    }
    var found = sameId == null ? latest : sameId;
    return found == null || found.isOther(id, name, arguments) ? add(upstreamIndex, id) : found;
  }

  static Fault tooManyCalls() {
    return Fault.of(
        FaultCode.UPSTREAM_ERROR, "tool_calls: more than " + MAX_CALLS + " (expected: fewer)");
  }

  private CallProgress add(int upstreamIndex, String id) {
    if (calls.size() == MAX_CALLS) {
      throw tooManyCalls();
    }
    var call = new CallProgress(calls.size(), upstreamIndex, id);
    calls.add(call);
    return call;
  }

  /** Whether anything was said of the choice. */
  boolean begun() {
    return begun;
  }

  /** Whether it has ended. */
  boolean finished() {
    return finished;
  }

  /** Whether it calls tools. */
  boolean calling() {
    return !calls.isEmpty();
  }
}
