package dev.tutti.character.group;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Plan of a turn: who speaks, one after the other, and why. A pure function of its arguments and of
 * the seed. Source of the natural policy: SillyTavern's group chats.
 */
public final class TurnPlan {
  private final Rules rules;
  private final List<GroupMember> members;
  private final List<GroupMessage> history;
  private final @Nullable GroupMessage message;
  private final SplittableRandom random;

  private TurnPlan(
      Rules rules,
      List<GroupMember> members,
      List<GroupMessage> history,
      @Nullable GroupMessage message,
      long seed) {
    this.rules = rules;
    this.members = members;
    this.history = history;
    this.message = message;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Rules of a group.
   *
   * @param fallback of the policies that may find nobody
   * @param mostSpeakers of one turn
   * @param selfResponse whether who has spoken last may go on
   */
  public record Rules(
      TurnPolicy policy, TurnPolicy fallback, int mostSpeakers, boolean selfResponse) {
    /** Speakers of a turn where a group does not say. */
    public static final int MOST_SPEAKERS = 3;
  }

  /** A speaker, and why it speaks. */
  public record PlannedSpeaker(String speaker, String reason) {}

  /**
   * The speakers of the next turn.
   *
   * @param history oldest first
   * @param message the new one; null to go on without one
   */
  public static List<PlannedSpeaker> of(
      Rules rules,
      List<GroupMember> members,
      List<GroupMessage> history,
      @Nullable GroupMessage message,
      long seed) {
    return new TurnPlan(rules, members, history, message, seed).plan();
  }

  private List<PlannedSpeaker> plan() {
    if (message != null && !message.speakers().isEmpty()) {
      return planned(GroupMember.of(message.speakers(), members), "was told to speak");
    }
    return plan(rules.policy());
  }

  private List<PlannedSpeaker> plan(TurnPolicy policy) {
    return switch (policy) {
      case NATURAL -> natural();
      case LIST -> limited(planned(listeners(), "everybody speaks, in order"));
      case ROUND_ROBIN -> planned(nextInOrder().stream().toList(), "next in order");
      case POOLED -> one(pool(), "has not spoken since the user has");
      case MENTIONED -> addressed().isEmpty() ? fallback() : limited(mentioned());
      case MODEL -> fallback();
      case RANDOM -> one(candidates(), "chosen at random");
      case MANUAL -> List.of();
    };
  }

  private List<PlannedSpeaker> fallback() {
    var policy = rules.fallback();
    boolean ends = policy != TurnPolicy.MENTIONED && policy != TurnPolicy.MODEL;
    return ends ? plan(policy) : plan(TurnPolicy.RANDOM);
  }

  private List<PlannedSpeaker> natural() {
    var plan = new ArrayList<>(mentioned());
    var rest = new ArrayList<>(candidates());
    rest.removeAll(addressed());
    Collections.shuffle(rest, new Random(random.nextLong()));
    for (var each : rest) {
      if (random.nextDouble() < each.talkativeness()) {
        plan.add(new PlannedSpeaker(each.id(), "felt like talking"));
      }
    }
    return plan.isEmpty() ? one(talkative(), "nobody else spoke") : limited(plan);
  }

  private List<GroupMember> talkative() {
    var talkative = candidates().stream().filter(each -> each.talkativeness() > 0).toList();
    return talkative.isEmpty() ? candidates() : talkative;
  }

  private List<PlannedSpeaker> mentioned() {
    return planned(addressed(), "was addressed");
  }

  /** Those who are addressed or named in the last message, in this order. */
  private List<GroupMember> addressed() {
    var last = last();
    if (last.isEmpty()) {
      return List.of();
    }
    var ids = new LinkedHashSet<>(last.get().to());
    ids.addAll(new Mentions(members).in(last.get().text()));
    var addressed = GroupMember.of(List.copyOf(ids), members);
    addressed.retainAll(candidates());
    return addressed;
  }

  private Optional<GroupMessage> last() {
    return message != null || history.isEmpty()
        ? Optional.ofNullable(message)
        : Optional.of(history.getLast());
  }

  /** Those who may speak by themselves. */
  private List<GroupMember> listeners() {
    return members.stream()
        .filter(each -> !each.muted())
        .filter(each -> message == null || message.reaches(each.id()))
        .toList();
  }

  /** The same without who has spoken last. */
  private List<GroupMember> candidates() {
    var last = last().map(GroupMessage::speaker).orElse("");
    return listeners().stream()
        .filter(each -> rules.selfResponse() || !each.id().equals(last))
        .toList();
  }

  private List<GroupMember> pool() {
    var spoken = new HashSet<String>();
    if (message == null || isMember(message.speaker())) {
      for (var each : history.reversed()) {
        if (!isMember(each.speaker())) {
          break;
        }
        spoken.add(each.speaker());
      }
    }
    var silent = candidates().stream().filter(each -> !spoken.contains(each.id())).toList();
    return silent.isEmpty() ? candidates() : silent;
  }

  private boolean isMember(String speaker) {
    return members.stream().anyMatch(each -> each.id().equals(speaker));
  }

  private Optional<GroupMember> nextInOrder() {
    var ids = members.stream().map(GroupMember::id).toList();
    int last = message == null ? -1 : ids.indexOf(message.speaker());
    for (int i = history.size() - 1; i >= 0 && last < 0; i--) {
      last = ids.indexOf(history.get(i).speaker());
    }
    var listeners = listeners();
    for (int i = 1; i <= members.size(); i++) {
      var next = members.get((last + i) % members.size());
      if (listeners.contains(next)) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private List<PlannedSpeaker> one(List<GroupMember> among, String reason) {
    return among.isEmpty()
        ? List.of()
        : planned(List.of(among.get(random.nextInt(among.size()))), reason);
  }

  private List<PlannedSpeaker> limited(List<PlannedSpeaker> plan) {
    return List.copyOf(plan.subList(0, Math.min(plan.size(), rules.mostSpeakers())));
  }

  private static List<PlannedSpeaker> planned(List<GroupMember> speakers, String reason) {
    return speakers.stream().map(each -> new PlannedSpeaker(each.id(), reason)).toList();
  }
}
