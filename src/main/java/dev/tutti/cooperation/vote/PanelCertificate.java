package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Certificate of what cooperation gives for a panel, measured on questions whose right answers are
 * known. Shares are from 0 to 1; an abstention is not right.
 *
 * @param crossValidated whether the weights were learned from one half of these questions for the
 *     other, rather than from outcomes learned before
 * @param questions how many there were
 * @param members of the panel, the most often right first
 * @param majority share of right winners by equal weights
 * @param learned share of right winners by learned weights
 * @param oracle share of questions to which any answer was right
 * @param agreementOfErrors share of pairs of wrong answers that are the same
 * @param calibrationError mean distance between confidence and share of right winners, in ten bins
 * @param halves share of right winners in the half that is surer, and in the other
 * @param gain of learned weights over the best single member
 * @param advice in words
 */
public record PanelCertificate(
    boolean crossValidated,
    int questions,
    List<Member> members,
    double majority,
    double learned,
    double oracle,
    double agreementOfErrors,
    double calibrationError,
    Halves halves,
    Gain gain,
    List<String> advice) {
  public PanelCertificate {
    members = List.copyOf(members);
    advice = List.copyOf(advice);
  }

  /**
   * Member of the panel.
   *
   * @param answered share of questions that it did not abstain from
   * @param accuracy share of questions that it answered rightly
   * @param weight of one answer of it
   */
  public record Member(String model, double answered, double accuracy, double weight) {}

  /** Shares of right winners in the half of the questions that is surer, and in the other. */
  public record Halves(double sure, double unsure) {}

  /** Mean of a difference, and its interval at 95 %. */
  public record Gain(double mean, double low, double high) {}

  /** Member that is most often right. */
  public Member best() {
    return members.getFirst();
  }

  /** All of it as JSON. */
  public ObjectNode json() {
    var json = Json.object();
    var models = json.putArray("models");
    members.forEach(each -> models.add(each.model));
    json.put("rows", questions)
        .put("weights", crossValidated ? "cross_validated" : "learned")
        .put("best_single", rounded(best().accuracy))
        .put("best_single_model", best().model)
        .put("majority", rounded(majority))
        .put("learned", rounded(learned))
        .put("oracle", rounded(oracle))
        .put("agreement_of_errors", rounded(agreementOfErrors))
        .put("calibration_error", rounded(calibrationError))
        .put("sure_half", rounded(halves.sure))
        .put("unsure_half", rounded(halves.unsure));
    json.putObject("expected_gain")
        .put("mean", rounded(gain.mean))
        .put("low", rounded(gain.low))
        .put("high", rounded(gain.high));
    var list = json.putArray("members");
    for (var each : members) {
      list.addObject()
          .put("model", each.model)
          .put("answered", rounded(each.answered))
          .put("accuracy", rounded(each.accuracy))
          .put("weight", rounded(each.weight));
    }
    var words = json.putArray("advice");
    advice.forEach(words::add);
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
