package dev.tutti.selection.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Simpler ways to say how hard a prompt is, as rankings: chance, length, and the published
 * dimensions and weights of two keyword scorers, with the English (and of the second one the
 * Chinese) words of their configurations.
 */
final class RouteBaselines {
  private static final int SEED = 11;
  private static final Pattern STEPS =
      Pattern.compile("first.*?then|step\\s*\\d|\\d+\\.\\s|[a-z]\\)\\s");

  private static final List<String> CODE =
      List.of(
          "function",
          "class",
          "def",
          "const",
          "let",
          "var",
          "import",
          "export",
          "return",
          "async",
          "await",
          "try",
          "catch",
          "exception",
          "error",
          "debug",
          "api",
          "endpoint",
          "request",
          "response",
          "database",
          "sql",
          "query",
          "schema",
          "algorithm",
          "implement",
          "refactor",
          "optimize",
          "python",
          "javascript",
          "typescript",
          "java",
          "rust",
          "golang",
          "react",
          "vue",
          "angular",
          "node",
          "docker",
          "kubernetes",
          "git",
          "commit",
          "merge",
          "branch");

  private static final List<String> REASONING =
      List.of(
          "step by step",
          "think through",
          "let's think",
          "reason through",
          "analyze this",
          "break down",
          "explain your reasoning",
          "show your work",
          "chain of thought",
          "think carefully",
          "consider all",
          "evaluate",
          "pros and cons",
          "compare and contrast",
          "weigh the options",
          "logical",
          "deduce",
          "infer",
          "conclude");

  private static final List<String> TECHNICAL =
      List.of(
          "architecture",
          "distributed",
          "scalable",
          "microservice",
          "machine learning",
          "neural network",
          "deep learning",
          "encryption",
          "authentication",
          "authorization",
          "performance",
          "latency",
          "throughput",
          "benchmark",
          "concurrency",
          "parallel",
          "threading",
          "memory",
          "cpu",
          "gpu",
          "optimization",
          "protocol",
          "tcp",
          "http",
          "grpc",
          "websocket",
          "container",
          "orchestration");

  private static final List<String> SIMPLE =
      List.of(
          "what is",
          "what's",
          "define",
          "definition of",
          "who is",
          "who was",
          "when did",
          "when was",
          "where is",
          "where was",
          "how many",
          "how much",
          "yes or no",
          "true or false",
          "simple",
          "brief",
          "short",
          "quick",
          "hello",
          "hi",
          "hey",
          "thanks");

  private static final List<String> CLAW_CODE =
      List.of(
          "function",
          "class",
          "import",
          "def",
          "select",
          "async",
          "await",
          "const",
          "let",
          "var",
          "return",
          "```",
          "函数",
          "类",
          "导入",
          "定义",
          "查询",
          "异步",
          "等待",
          "常量",
          "变量",
          "返回");

  private static final List<String> CLAW_REASONING =
      List.of(
          "prove",
          "theorem",
          "derive",
          "step by step",
          "chain of thought",
          "formally",
          "mathematical",
          "proof",
          "logically",
          "证明",
          "定理",
          "推导",
          "逐步",
          "思维链",
          "形式化",
          "数学",
          "逻辑");

  private static final List<String> CLAW_SIMPLE =
      List.of(
          "what is",
          "define",
          "translate",
          "hello",
          "yes or no",
          "capital of",
          "how old",
          "who is",
          "when was",
          "什么是",
          "定义",
          "翻译",
          "你好",
          "是否",
          "首都",
          "多大",
          "谁是",
          "何时");

  private static final List<String> CLAW_TECHNICAL =
      List.of(
          "algorithm",
          "optimize",
          "architecture",
          "distributed",
          "kubernetes",
          "microservice",
          "database",
          "infrastructure",
          "算法",
          "优化",
          "架构",
          "分布式",
          "微服务",
          "数据库",
          "基础设施");

  private static final List<String> CLAW_CREATIVE =
      List.of(
          "story",
          "poem",
          "compose",
          "brainstorm",
          "creative",
          "imagine",
          "write a",
          "故事",
          "诗",
          "创作",
          "头脑风暴",
          "创意",
          "想象",
          "写一个");

  private static final List<String> CLAW_CONSTRAINTS =
      List.of(
          "under",
          "at most",
          "at least",
          "within",
          "no more than",
          "o(",
          "maximum",
          "minimum",
          "limit",
          "budget",
          "不超过",
          "至少",
          "最多",
          "在内",
          "最大",
          "最小",
          "限制",
          "预算");

  private RouteBaselines() {}

  /** All of them: each says how hard a prompt is. */
  static Map<String, ToDoubleFunction<String>> all() {
    var random = new Random(SEED);
    var all = new LinkedHashMap<String, ToDoubleFunction<String>>();
    all.put("random", _ -> random.nextDouble());
    all.put("length", String::length);
    all.put("LiteLLM's rules", RouteBaselines::liteLlm);
    all.put("ClawRouter's rules", RouteBaselines::clawRouter);
    return all;
  }

  private static double liteLlm(String prompt) {
    var text = prompt.toLowerCase(Locale.ROOT);
    int tokens = prompt.length() / 4;
    double score = tokens < 15 ? -.1 : tokens > 400 ? .1 : 0;
    score += .3 * graded(words(text, CODE), 1, .5, 2, 1);
    score += .25 * graded(words(text, REASONING), 1, .7, 2, 1);
    score += .25 * graded(words(text, TECHNICAL), 2, .5, 4, 1);
    score += .05 * graded(words(text, SIMPLE), 1, -1, 2, -1);
    score += .03 * (STEPS.matcher(text).find() ? .5 : 0);
    return score + .02 * (prompt.chars().filter(c -> c == '?').count() > 3 ? .5 : 0);
  }

  private static double clawRouter(String prompt) {
    var text = prompt.toLowerCase(Locale.ROOT);
    int tokens = prompt.length() / 4;
    double score = .08 * (tokens < 50 ? -1 : tokens > 500 ? 1 : 0);
    score += .15 * graded(parts(text, CLAW_CODE), 1, .5, 2, 1);
    score += .18 * graded(parts(text, CLAW_REASONING), 1, .7, 2, 1);
    score += .1 * graded(parts(text, CLAW_TECHNICAL), 2, .5, 4, 1);
    score += .05 * graded(parts(text, CLAW_CREATIVE), 1, .5, 2, .7);
    score += .02 * graded(parts(text, CLAW_SIMPLE), 1, -1, 2, -1);
    score += .04 * graded(parts(text, CLAW_CONSTRAINTS), 1, .3, 3, .7);
    score += .12 * (STEPS.matcher(text).find() ? .5 : 0);
    return score + .05 * (prompt.chars().filter(c -> c == '?').count() > 3 ? .5 : 0);
  }

  private static double graded(long found, int few, double low, int many, double high) {
    return found >= many ? high : found >= few ? low : 0;
  }

  private static long words(String text, List<String> keywords) {
    return keywords.stream()
        .filter(
            word ->
                word.contains(" ")
                    ? text.contains(word)
                    : Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text).find())
        .count();
  }

  private static long parts(String text, List<String> keywords) {
    return keywords.stream().filter(text::contains).count();
  }
}
