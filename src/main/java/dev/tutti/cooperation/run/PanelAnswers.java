package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CallSpending;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberFailure;
import dev.tutti.cooperation.member.MemberOutcome;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.cooperation.vote.Ballot;
import dev.tutti.cooperation.vote.CountedVote;
import dev.tutti.cooperation.vote.MemberAnswer;
import dev.tutti.cooperation.vote.StatedConfidence;
import dev.tutti.cooperation.vote.VoteResult;
import dev.tutti.cooperation.vote.VotingParameters;
import dev.tutti.text.WholeCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** Outcomes of a panel, in the order of its members. */
record PanelAnswers(List<PanelMember> panel, List<MemberOutcome> outcomes) {
  /** Characters of all answers in one prompt; what is longer fits into no model's context. */
  private static final int MOST_LISTED = 1_000_000;

  /** Characters of all answers in prompts that are there at the same time. */
  private static final int MOST_AT_ONCE = 8_000_000;

  /** The one that has answered, with its member. */
  record AnsweredMember(PanelMember member, MemberReply reply) {}

  /** Member that has earned the most on such tasks, of those that have answered. */
  PanelMember mostReliable(CooperationRun run) {
    return run.mostReliable(answered().stream().map(AnsweredMember::member).toList());
  }

  /** Members that have answered, in their order. */
  List<AnsweredMember> answered() {
    var all = new ArrayList<AnsweredMember>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof MemberReply reply) {
        all.add(new AnsweredMember(panel.get(i), reply));
      }
    }
    return all;
  }

  /**
   * Goes on only with enough answers.
   *
   * @throws Fault that names every failure; of their code where they have one in common
   */
  PanelAnswers requireQuorum(int quorum) {
    if (answered().size() >= quorum) {
      return this;
    }
    var faults = new ArrayList<Fault>();
    var words = new ArrayList<String>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof MemberFailure(Fault fault, CallSpending _, var _)) {
        faults.add(fault);
        words.add("models[%d] %s: %s".formatted(i, panel.get(i).model(), fault.getMessage()));
      }
    }
    throw Fault.of(
        common(faults),
        "models: %d of %d answered (expected: at least %d); %s"
            .formatted(answered().size(), panel.size(), quorum, String.join("; ", words)));
  }

  private static FaultCode common(List<Fault> faults) {
    var codes =
        faults.stream()
            .map(Fault::code)
            .filter(each -> each != FaultCode.CANCELLED) // they were not needed any more
            .collect(Collectors.toSet());
    return codes.size() == 1 ? codes.iterator().next() : FaultCode.FALLBACK_EXHAUSTED;
  }

  /** Votes of those that have answered. */
  VoteResult vote(CooperationRun run, VotingParameters voting) {
    return run.votes().count(ballot(run, voting));
  }

  Ballot ballot(CooperationRun run, VotingParameters voting) {
    var answers =
        answered().stream()
            .map(
                each ->
                    new MemberAnswer(
                        each.member.model(),
                        SaidConfidence.without(each.reply.text()),
                        confidence(each.reply)))
            .toList();
    return new Ballot(run.question().text(), run.taskType(), answers, voting);
  }

  /** By log probabilities where there are any, else as it says. */
  private static @Nullable StatedConfidence confidence(MemberReply reply) {
    var probable = reply.confidence();
    return probable == null ? SaidConfidence.of(reply.text()).orElse(null) : probable;
  }

  /**
   * Notes for the record of the call which answer became the result, for who says how good it is.
   */
  void note(CooperationRun run, VotingParameters voting, VoteResult vote, @Nullable String winner) {
    if (winner != null) {
      CountedVote.of(ballot(run, voting), vote, winner).ifPresent(each -> run.note(each.json()));
    }
  }

  /**
   * The answers under their numbers, from 1, for a prompt; of very long ones both ends.
   *
   * @param readers who are asked with them at the same time
   */
  String listed(int readers) {
    var text = new StringBuilder();
    int number = 1;
    var all = answered();
    int most = Math.min(MOST_LISTED, MOST_AT_ONCE / readers) / Math.max(1, all.size());
    for (var each : all) {
      text.append('[').append(number++).append("]\n");
      text.append(ends(SaidConfidence.without(each.reply.text()).strip(), most)).append("\n\n");
    }
    return text.toString().strip();
  }

  private static String ends(String text, int most) {
    return text.length() <= most
        ? text
        : WholeCharacters.first(text, most / 2) + "\n...\n" + WholeCharacters.last(text, most / 2);
  }

  /** Members without an answer, as JSON. */
  ArrayNode failures() {
    var list = Json.array();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof MemberFailure(Fault fault, CallSpending _, var _)) {
        list.addObject()
            .put("member", i)
            .put("model", panel.get(i).model())
            .put("code", fault.code().code())
            .put("message", fault.getMessage());
      }
    }
    return list;
  }

  /** The same panel, whose members without an answer keep the one that they gave before. */
  PanelAnswers over(PanelAnswers before) {
    var all = new ArrayList<MemberOutcome>();
    for (int i = 0; i < outcomes.size(); i++) {
      all.add(outcomes.get(i) instanceof MemberReply ? outcomes.get(i) : before.outcomes.get(i));
    }
    return new PanelAnswers(panel, all);
  }
}
