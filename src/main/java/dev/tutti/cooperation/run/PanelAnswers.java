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
import dev.tutti.cooperation.vote.MemberAnswer;
import dev.tutti.cooperation.vote.VoteResult;
import dev.tutti.cooperation.vote.VotingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;

/** Outcomes of a panel, in the order of its members. */
record PanelAnswers(List<PanelMember> panel, List<MemberOutcome> outcomes) {
  /** The one that has answered, with its member. */
  record AnsweredMember(PanelMember member, MemberReply reply) {}

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
                        SaidConfidence.of(each.reply.text()).orElse(null)))
            .toList();
    return new Ballot(run.question().text(), "", answers, voting);
  }

  /** The answers under their numbers, from 1, for a prompt. */
  String listed() {
    var text = new StringBuilder();
    int number = 1;
    for (var each : answered()) {
      text.append('[').append(number++).append("]\n");
      text.append(SaidConfidence.without(each.reply.text()).strip()).append("\n\n");
    }
    return text.toString().strip();
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
