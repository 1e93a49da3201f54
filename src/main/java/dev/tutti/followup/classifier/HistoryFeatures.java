package dev.tutti.followup.classifier;

/** What came before the message: how much, in which form, and what its end asks for. */
final class HistoryFeatures {
  private final Dialogue dialogue;

  HistoryFeatures(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  void addTo(FeatureVector out) {
    var message = dialogue.message();
    var user = dialogue.user();
    var assistant = dialogue.assistant();
    var said = assistant.text();
    char last = said.isEmpty() ? ' ' : said.charAt(said.length() - 1);
    boolean opensAlike =
        !user.tokens().isEmpty()
            && !message.tokens().isEmpty()
            && user.tokens().getFirst().text().equals(message.tokens().getFirst().text());
    out.count("turns", dialogue.turns());
    out.flag("assistant", !said.isEmpty());
    out.flag("assistant.asks", last == '?' || last == '\uff1f');
    out.count("length.user", user.text().length());
    out.count("length.assistant", said.length());
    out.add(
        "length.ratio",
        user.text().isEmpty()
            ? 0
            : Math.log((1.0 + message.text().length()) / (1.0 + user.text().length())));
    out.flag("language.changes", !user.text().isEmpty() && user.isChinese() != message.isChinese());
    out.flag("opens.alike", opensAlike);
  }
}
