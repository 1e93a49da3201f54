package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Certificates of panels as JSON, over HTTP as on the command line. */
public final class CertificateJson {
  private CertificateJson() {}

  /**
   * What was learned of some questions.
   *
   * @param added those that were not known before
   * @param known all that is kept now
   * @param panels measured before it was learned
   */
  public static ObjectNode learned(
      List<LabelledQuestion> questions,
      int added,
      OutcomeSummary known,
      List<PanelCertificate> panels) {
    var json = Json.object().put("rows", questions.size()).put("added", added);
    json.put("known", known.rows());
    var models = json.putArray("models");
    LabelledQuestion.models(questions).forEach(models::add);
    var types = json.putArray("task_types");
    LabelledQuestion.taskTypes(questions).forEach(types::add);
    return with(json, panels);
  }

  /** What was measured on some questions. */
  public static ObjectNode measured(
      List<LabelledQuestion> questions, List<PanelCertificate> panels) {
    return with(Json.object().put("rows", questions.size()), panels);
  }

  private static ObjectNode with(ObjectNode json, List<PanelCertificate> panels) {
    var list = json.putArray("panels");
    panels.forEach(each -> list.add(each.json()));
    return json;
  }
}
