package dev.tutti.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Rest of a call after its caller has the answer, or has left, or was never waiting: what it goes
 * on for, and what is noted of its conversation then. Confined to the call's loop.
 */
public final class CallTail {
  private final List<Runnable> leaving = new ArrayList<>(1);
  private final List<Runnable> ending = new ArrayList<>(2);
  private boolean background;
  private boolean outlives;
  private boolean left;
  private boolean answered;
  private boolean enough;
  private int holds;
  private ContextUse context = ContextUse.NONE;
  private CallFlow flow = new CallFlow();
  private CallWaits waits = new CallWaits();
  private Occasion occasion = Occasion.NONE;
  private CallRouting routing = new CallRouting();

  /** Set by the thread that asks a member. */
  private volatile boolean inCooperation;

  /**
   * Occasion of a call: what it is made for.
   *
   * @param turn id of the message of its session that it answers, empty for none
   * @param task id of the durable task, empty for none
   */
  public record Occasion(String turn, String task) {
    /** Nothing in particular. */
    public static final Occasion NONE = new Occasion("", "");
  }

  /** The use of a conversation; {@link ContextUse#NONE} where there is none. */
  public ContextUse context() {
    return context;
  }

  /** Notes what is sent of a conversation. */
  public void context(ContextUse use) {
    context = use;
  }

  /** Way of the call through its conversation, if it is a part of one. */
  public CallFlow flow() {
    return flow;
  }

  /** Waits of the call before it asks a deployment. */
  public CallWaits waits() {
    return waits;
  }

  /** What it is made for. */
  public Occasion occasion() {
    return occasion;
  }

  /** Notes the message of its session that it answers. */
  public void answers(String message) {
    occasion = new Occasion(message, occasion.task);
  }

  /** Notes the durable task that it is made for. */
  public void forTask(String id) {
    occasion = new Occasion(occasion.turn, id);
  }

  /** Choice of a model for the call, where its caller leaves that open. */
  public CallRouting routing() {
    return routing;
  }

  /** What is done for a part of a call is noted with the whole. */
  void join(CallTail whole) {
    flow = whole.flow;
    waits = whole.waits;
    occasion = whole.occasion;
    routing = whole.routing;
    background = whole.background;
    inCooperation = whole.inCooperation;
  }

  /** Notes that it asks one of several models that work on one answer. Any thread. */
  public void cooperate() {
    inCooperation = true;
  }

  /**
   * Whether it asks one of several models that work on one answer: such a model may not have others
   * work on its own, as they could ask each other for ever.
   */
  public boolean isInCooperation() {
    return inCooperation;
  }

  /** Notes that nobody waits for it, before it asks: other calls go first wherever calls wait. */
  public void background(boolean nobodyWaits) {
    background = nobodyWaits;
  }

  /** Whether nobody waits for it, so that other calls go before it. */
  public boolean isBackground() {
    return background;
  }

  /** Lets the call go on to its end when its caller leaves. */
  public void outlive() {
    outlives = true;
  }

  /** Whether it goes on to its end when its caller leaves. */
  public boolean outlives() {
    return outlives;
  }

  /** Whether its caller has left while it goes on. */
  public boolean left() {
    return left;
  }

  /** The caller has left; says whether the call goes on. */
  boolean leave() {
    if (outlives && !left) {
      left = true;
      leaving.forEach(Runnable::run);
      leaving.clear();
    }
    return outlives;
  }

  /** The reader needs no more of the answer, which ends well then, as soon as that is possible. */
  public void enough() {
    enough = true;
  }

  /** Whether the reader needs no more of the answer. */
  public boolean hasEnough() {
    return enough;
  }

  /** Runs this if the caller leaves while the call goes on. */
  public void onLeave(Runnable action) {
    leaving.add(action);
  }

  /** Keeps the call from being over until the returned handle is run; again does nothing. */
  public Runnable hold() {
    holds++;
    return new Hold();
  }

  private final class Hold implements Runnable {
    private boolean released;

    @Override
    public void run() {
      if (!released) {
        released = true;
        holds--;
        endWhenOver();
      }
    }
  }

  /** Runs this when the call is over: its answer has ended and nothing holds it. */
  public void onEnd(Runnable action) {
    ending.add(action);
  }

  /** The answer has ended, or nobody waits for it any more. */
  public void answered() {
    answered = true;
    endWhenOver();
  }

  private void endWhenOver() {
    if (answered && holds == 0) {
      var all = List.copyOf(ending);
      ending.clear();
      all.forEach(Runnable::run);
    }
  }
}
