package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.character.group.GroupMessage;
import dev.tutti.character.group.TurnPlan.PlannedSpeaker;
import dev.tutti.character.group.TurnPolicy;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Talk of a group in one turn: rounds of speakers, one after the other, each of whom has heard the
 * others. Who fails is passed over; the talk fails where nobody has said anything, and where its
 * call has ended. For one turn; blocking, on one thread.
 */
final class GroupTalk {
  private final GroupChats chats;
  private final GroupPost post;
  private final GroupTranscript transcript;
  private final Call call;
  private final GroupListener heard;
  private final CastCards cards;
  private final List<PlannedSpeaker> planned = new ArrayList<>();
  private final List<SpeakerReply> replies = new ArrayList<>();
  private final List<SpeakerFailure> failures = new ArrayList<>();

  GroupTalk(
      GroupChats chats,
      GroupPost post,
      GroupTranscript transcript,
      Call call,
      GroupListener heard) {
    this.chats = chats;
    this.post = post;
    this.transcript = transcript;
    this.call = call;
    this.heard = heard;
    this.cards = new CastCards(chats.files(), post.group());
  }

  /**
   * Lets everybody speak whose turn it is.
   *
   * @throws Fault of the first speaker where nobody has come to anything
   */
  void run() {
    if (post.again().isEmpty()) {
      rounds();
    } else {
      again();
    }
    if (replies.isEmpty() && !failures.isEmpty()) {
      throw failures.getFirst().fault();
    }
  }

  /**
   * Takes over what was said in this turn before, where the same request comes again: who has
   * spoken is not asked once more.
   */
  void goOnAfter(List<SpeakerReply> earlier) {
    for (var each : earlier) {
      var turn = new SpeakerTurn(each.id(), each.speaker(), each.name(), "has spoken already");
      planned.add(new PlannedSpeaker(each.speaker(), turn.reason()));
      replies.add(each);
      heard.begins(turn);
      heard.says(turn, each.text());
      heard.ends(turn, each);
    }
  }

  /** Who was to speak, in this order. */
  List<PlannedSpeaker> planned() {
    return List.copyOf(planned);
  }

  /** Replies so far. */
  List<SpeakerReply> replies() {
    return List.copyOf(replies);
  }

  /** Those who came to nothing so far. */
  List<SpeakerFailure> failures() {
    return List.copyOf(failures);
  }

  private void again() {
    var line = transcript.history().line(post.again()).orElseThrow();
    round(List.of(new PlannedSpeaker(line.said().speaker(), "was told to speak again")));
  }

  private void rounds() {
    if (!replies.isEmpty()) {
      rest();
      return;
    }
    round(plan(0));
    int rounds = post.group().rules().autoTurns();
    for (int i = 1; i <= rounds && goesOn(); i++) {
      var plan = plan(i);
      if (plan.isEmpty()) {
        return;
      }
      int before = replies.size();
      round(plan);
      if (replies.size() == before) {
        return;
      }
    }
  }

  /** Those of the first round who have not spoken; whom a model would choose now is another. */
  private void rest() {
    if (post.group().rules().plan().policy() != TurnPolicy.MODEL) {
      var spoken = new ArrayList<>(replies.stream().map(SpeakerReply::speaker).toList());
      round(plan(0).stream().filter(each -> !spoken.remove(each.speaker())).toList());
    }
  }

  private boolean goesOn() {
    var rules = post.group().rules();
    long used = replies.stream().map(SpeakerReply::usage).mapToLong(Usage::total).sum();
    return replies.size() < rules.mostReplies() && used < rules.mostTokens();
  }

  /** The plan of a round; those that follow by themselves stay among who has heard the message. */
  private List<PlannedSpeaker> plan(int round) {
    long seed = post.group().rules().seed(transcript.turn(), round);
    var message = round == 0 ? post.planned() : null;
    var plan = new SpeakerChoice(chats, post, call).plan(transcript.history(), message, seed);
    GroupMessage audience = post.message();
    return plan.stream().filter(each -> round == 0 || audience.reaches(each.speaker())).toList();
  }

  private void round(List<PlannedSpeaker> plan) {
    Deque<PlannedSpeaker> waiting = new ArrayDeque<>(plan);
    Set<String> handed = new HashSet<>();
    while (!waiting.isEmpty() && goesOn()) {
      var next = waiting.remove();
      requireGoing();
      planned.add(next);
      var spokenFor = speak(next);
      post.group().members().stream()
          .filter(each -> post.group().rules().handsOver() && each.names().contains(spokenFor))
          .filter(each -> handed.add(each.character()))
          .findFirst()
          .ifPresent(each -> handOver(waiting, next, each));
    }
  }

  private void requireGoing() {
    if (call.cancelled()) {
      throw call.reason();
    }
  }

  private static void handOver(Deque<PlannedSpeaker> waiting, PlannedSpeaker from, CastMember to) {
    waiting.removeIf(each -> each.speaker().equals(to.character()));
    waiting.addFirst(new PlannedSpeaker(to.character(), "was spoken for by " + from.speaker()));
  }

  /** Lets one speak; says for whom else it has spoken, empty for nobody. */
  private String speak(PlannedSpeaker speaker) {
    var member = post.group().member(speaker.speaker()).orElseThrow();
    var turn =
        new SpeakerTurn(transcript.nextId(), member.character(), member.name(), speaker.reason());
    heard.begins(turn);
    try {
      var reply = new SpeakerStep(chats, post, transcript, call, cards).speak(member, turn, heard);
      replies.add(reply);
      heard.ends(turn, reply);
      return reply.spokenFor();
    } catch (RuntimeException e) {
      var failure = new SpeakerFailure(member.character(), member.name(), Fault.from(e));
      failures.add(failure);
      heard.fails(turn, failure);
      requireGoing();
      return "";
    }
  }
}
