package dev.tutti.application.analysis;

import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.verify.DocumentClaim.InsightClaim;
import java.util.regex.Pattern;

/**
 * Reader of risks that a document lists as such, so that no model is needed: items below a heading,
 * or a line, that announces risks. For one thread.
 */
final class ListedRisks {
  private static final int LONGEST = 300;

  /** Each item is looked for in the whole document. */
  private static final int MOST = 500;

  private static final Pattern MARK =
      Pattern.compile(
          "\\s*(?:[-–•*·▪●■◆◦‣○□►▶➢✓√\uf0b7\uf06c\uf0a7\uf0d8]+|\\(?\\d{1,2}[.)、．）](?!\\d)|[（(][一二三四五六七八九十\\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}、)\\s*");
  private static final String KIND =
      "(?:挑战|风险|威胁|不利因素|不确定(?:性|因素)|challenges?|risks?|threats?|uncertainties)";
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?i)(?:第?[一二三四五六七八九十\\d]{1,3}(?:\\.\\d{1,2}){0,3}[章节、.．）)]?\\s*|[（(][一二三四五六七八九十\\d]{1,2}[)）]\\s*)?"
              + "(?:the\\s+|our\\s+)?(?:主要|关键|重大|重要|潜在|核心|公司|经营|项目|面临的?|存在的?|及|与|的|major|key|main|principal|potential|material|top|business|financial|\\s){0,4}"
              + KIND
              + "(?:\\s*(?:与|和|及|、|and|&)\\s*"
              + KIND
              + "){0,2}\\s*+(?:因素|提示|分析|概述|评估|清单|factors?|analysis|overview|assessment)?+\\s*+[:：]?");

  /** Sentence that leads into a list, such as "The main risks are as follows:". */
  private static final Pattern LED_IN =
      Pattern.compile("(?i)[^。.!！?？]{0,60}" + KIND + "[^。.!！?？:：]{0,20}[:：]");

  private final AnalysisSource source;
  private final AnalysisItems items;
  private boolean below;
  private int left = MOST;

  private ListedRisks(AnalysisSource source, AnalysisItems items) {
    this.source = source;
    this.items = items;
  }

  /** Adds the risks of a document. */
  static void add(AnalysisSource source, AnalysisItems items) {
    var reader = new ListedRisks(source, items);
    source.document().blocks().forEach(reader::read);
  }

  private void read(DocumentBlock block) {
    if (block.kind().equals("table") || block.instruction()) {
      below = false;
    } else if (below && block.kind().equals("list_item") && !announces(block.text())) {
      add(block.text());
    } else {
      below &= !block.kind().equals("heading");
      block.text().lines().filter(line -> !line.isBlank()).forEach(this::readLine);
    }
  }

  private void readLine(String line) {
    var text = line.strip();
    if (ANNOUNCED.matcher(text).matches() || LED_IN.matcher(text).matches()) {
      below = true;
    } else if (below && !announces(text) && MARK.matcher(text).lookingAt()) {
      add(text);
    } else {
      below = false;
    }
  }

  private static boolean announces(String text) {
    return text.endsWith(":") || text.endsWith("：");
  }

  private void add(String item) {
    var text = MARK.matcher(item.strip()).replaceFirst("").strip();
    if (text.isEmpty() || text.length() > LONGEST || left-- <= 0) {
      return;
    }
    var verdict = source.verifier().verdict(new InsightClaim(text, text));
    var at = verdict.citation();
    if (verdict.verified() && at != null) {
      items.checks().citation(verdict);
      items.addRisk(new FoundStatement(text, null, null, new CitedPlace(source, at), "computed"));
    }
  }
}
