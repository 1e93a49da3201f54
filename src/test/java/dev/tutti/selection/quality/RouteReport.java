package dev.tutti.selection.quality;

import static java.util.Objects.requireNonNull;

import dev.tutti.selection.analysis.PromptAnalyzer;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tables and floors of the evaluation of routing on recorded outcomes. */
final class RouteReport {
  private static final List<String> PAIR = List.of("weak", "strong");
  private static final int[] LABELS = {50, 200, 600, Integer.MAX_VALUE};

  private final RouteFile files;
  private final Path folder;
  private final Consumer<String> progress;
  private final PromptAnalyzer analyzer = PromptAnalyzer.shipped();
  private final RouteFolds folds = new RouteFolds(analyzer, RidgeSettings.STANDARD);
  private final RouteFigures figures = new RouteFigures();

  RouteReport(Path folder, Consumer<String> progress) {
    this.folder = folder;
    this.files = new RouteFile(folder);
    this.progress = progress;
  }

  RouteFigures figures() {
    figures.line("Pairs: share of strong calls for 95 %% of the strong model's quality, and APGR;");
    figures.line(
        "every prompt judged by what was learned from others (%d folds)", RouteFolds.FOLDS);
    figures.line("%-12s %-22s %8s %8s", "data", "", "at 95 %", "APGR");
    var mmlu = pair("MMLU", "route_mmlu_3000.jsonl");
    var gsm8k = pair("GSM8K", "route_gsm8k.jsonl");
    var gaokao = pair("GAOKAO", "route_gaokao.jsonl");
    var pro = pair("MMLU-Pro", "route_mmlupro_2000.jsonl");
    figures.atMost("mmlu_at_95", mmlu.at95(), .45, .38);
    figures.atMost("gsm8k_at_95", gsm8k.at95(), .66, .60);
    figures.atMost("gaokao_at_95", gaokao.at95(), .77, .72);
    figures.atLeast("mmlu_pro_apgr", pro.apgr(), .52, .53);
    cascades();
    nine();
    new PromptReport(folder, files, analyzer, figures).measure(progress);
    return figures;
  }

  private StrongShare pair(String name, String file) {
    progress.accept(name);
    var rows = files.pair(file);
    var scores = RouteFolds.scores(rows, PAIR);
    var weak = RouteFolds.column(scores, 0);
    var strong = RouteFolds.column(scores, 1);
    RouteBaselines.all()
        .forEach(
            (label, score) -> {
              var gains = rows.stream().mapToDouble(row -> score.applyAsDouble(row.prompt()));
              line(name, label, StrongShare.of(gains.toArray(), weak, strong));
            });
    var complexity =
        rows.stream().mapToDouble(row -> analyzer.analyze(row.prompt()).complexity()).toArray();
    line(name, "complexity, unlearned", StrongShare.of(complexity, weak, strong));
    StrongShare learned = StrongShare.of(complexity, weak, strong);
    for (int most : LABELS) {
      learned = StrongShare.of(gains(rows, most), weak, strong);
      int labels = Math.min(most, rows.size() * (RouteFolds.FOLDS - 1) / RouteFolds.FOLDS);
      line(name, "learned, %d labels".formatted(labels), learned);
    }
    var oracle = new double[weak.length];
    for (int i = 0; i < oracle.length; i++) {
      oracle[i] = strong[i] - weak[i];
    }
    line(name, "oracle", StrongShare.of(oracle, weak, strong));
    return learned;
  }

  private double[] gains(List<PromptOutcome> rows, int most) {
    var expected = folds.predictions(rows, PAIR, most);
    var gains = new double[expected.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = expected[i][1] - expected[i][0];
    }
    return gains;
  }

  private void line(String data, String name, StrongShare share) {
    figures.line("%-12s %-22s %8.3f %8.3f", data, name, share.at95(), share.apgr());
  }

  private void cascades() {
    progress.accept("cascades");
    figures.line("%nCascades: two cheap answers, then the strong model where they differ");
    figures.line("%-12s %-34s %8s %8s %8s", "data", "cheap models", "agree", "at 95 %", "APGR");
    var gsm8k =
        cascade(
            "GSM8K",
            files.gsm8k(),
            "Mixtral-8x7B-Instruct-v0.1",
            "openai-gpt3-175b_verification",
            "gpt-4-1106-preview");
    var votes = files.mmluPro();
    var strong = "Meta-Llama-3_1-70B-Instruct";
    var cheap = "Meta-Llama-3_1-8B-Instruct";
    for (var second : List.of("mathstral-7B", "Phi-3-mini-4k-instruct", "gemini-1.5-flash-002")) {
      cascade("MMLU-Pro", votes, cheap, second, strong);
    }
    var pro = cascade("MMLU-Pro", votes, cheap, "Mixtral-8x7B-Instruct-v0.1", strong);
    figures.atMost("cascade_gsm8k_at_95", gsm8k.at95(), .47, .40);
    figures.atMost("cascade_mmlu_pro_at_95", pro.at95(), .58, .54);
  }

  private StrongShare cascade(
      String data, List<RouteFile.Votes> votes, String cheap, String second, String strong) {
    var cascade = new CascadeFolds(votes, cheap, second, strong);
    var curve = cascade.curve();
    figures.line(
        "%-12s %-34s %8.3f %8.3f %8.3f",
        data, second, cascade.agreement(), curve.at95(), curve.apgr());
    return curve;
  }

  private void nine() {
    progress.accept("nine models");
    var rows = files.nine();
    var models = List.copyOf(rows.getFirst().outcomes().keySet());
    var scores = RouteFolds.scores(rows, models);
    var prices =
        rows.getFirst().outcomes().values().stream()
            .mapToDouble(each -> requireNonNull(each.costUsd()))
            .toArray();
    int best = CostCurve.best(scores, models.size());
    figures.line("%nNine models: cost of the best single model's quality, as a share of its price");
    for (int i = 0; i < models.size(); i++) {
      figures.line(
          "%-34s %8.3f $%.2f%s",
          models.get(i), CostCurve.mean(scores, i), prices[i], i == best ? "  best single" : "");
    }
    var shares = new TreeMap<Integer, Double>();
    for (int most : LABELS) {
      var curve = CostCurve.of(folds.predictions(rows, models, most), scores, prices);
      shares.put(most, curve.shareAtBestSingle().orElse(1));
      double quality =
          curve.points().stream().mapToDouble(EvaluationReport.CurvePoint::quality).max().orElse(0);
      int labels = Math.min(most, rows.size() * (RouteFolds.FOLDS - 1) / RouteFolds.FOLDS);
      figures.line(
          "learned, %5d labels: cost share %.3f, best quality %.3f",
          labels, shares.get(most), quality);
    }
    figures.line(
        "oracle: %.3f", CostCurve.of(scores, scores, prices).shareAtBestSingle().orElse(1));
    figures.atMost("nine_models_cost", shares.getOrDefault(Integer.MAX_VALUE, 1.0), .35, .27);
    figures.atMost("nine_models_cost_600", shares.getOrDefault(600, 1.0), .50, .40);
  }
}
