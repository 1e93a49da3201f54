package dev.tutti.http;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.LiveCalls;
import dev.tutti.chat.Fault;

/** Factory of calls: begins one for a visit. Thread-safe. */
public record CallStart(ServerSettings settings, LiveCalls live) {
  private static final String USER = "x-tutti-user";
  private static final String SESSION = "x-tutti-session";
  private static final int LONGEST_NAME = 512; // as the body's own

  /**
   * Begins a call, which is counted until its answer has ended; a caller who leaves cancels it.
   *
   * @throws Fault {@code invalid_request} for a name that is too long
   */
  public Call begin(Visit visit) {
    var call = beginAlone(visit);
    visit.isCall();
    return call;
  }

  /** The same for a call that asks no model: its body must come sooner. */
  public Call beginAlone(Visit visit) {
    var call = new Call(visit.id(), caller(visit), visit.loop(), settings.deadline());
    call.memory(visit.memory());
    watch(call, visit);
    return call;
  }

  private static Caller caller(Visit visit) {
    var caller = visit.principal().caller();
    var user = named(visit, USER);
    var session = named(visit, SESSION);
    var asking = user.isEmpty() ? caller : caller.forUser(user);
    return session.isEmpty() ? asking : asking.inSession(session);
  }

  /** Name in a header, empty if it is missing. */
  private static String named(Visit visit, String header) {
    var name = visit.header(header).orElse("");
    if (name.length() > LONGEST_NAME) {
      throw Fault.invalid(
          header, "%d characters (expected: at most %d)".formatted(name.length(), LONGEST_NAME));
    }
    return name;
  }

  private void watch(Call call, Visit visit) {
    live.add(call);
    var stop = call.enforceDeadline();
    visit.onEnd(
        () -> {
          stop.run();
          live.remove(call);
        });
    visit.onLeave(call::cancel);
  }
}
