package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The example questions of those who ordered this, between a light and a strong model and without
 * any rule: simple ones go to the light, complex ones to the strong model; those between, to any.
 */
class ExampleQuestionsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", api_key: x}
          models:
            qwen3_8b: {deployments: [{provider: up, model: Qwen/Qwen3-8B}]}
            qwen3_32b: {deployments: [{provider: up, model: Qwen/Qwen3-32B}]}
          """);

  private static TestingAdmin admin;

  @BeforeAll
  static void connect() {
    admin = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterAll
  static void disconnect() {
    admin.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          15 + 27 等于多少？                                                    | qwen3_8b
          将'早上好'翻译成英文                                                  | qwen3_8b
          什么是HTTP？                                                          | qwen3_8b
          证明根号2是无理数                                                     | qwen3_32b
          分析这段Python代码的优化机会：def fib(n): return n if n < 2 else fib(n-1) + fib(n-2) | qwen3_32b
          比较太阳能和核能的长期环境影响                                        | qwen3_32b
          总结量子计算的最新进展                                                | any
          写一个关于AI和人类的短故事                                            | any
          用简单的语言解释机器学习的概念                                        | any
          什么是Python？                                                        | qwen3_8b
          解释量子计算                                                          | any
          区块链是如何工作的？                                                  | any
          什么是人工智能？                                                      | qwen3_8b
          描述机器学习算法                                                      | any
          法国的首都是什么？                                                    | qwen3_8b
          什么是机器学习？                                                      | qwen3_8b
          分析人工通用智能（AGI）对社会的潜在影响。考虑技术、经济、社会和伦理维度。为政策制定者提供具体建议。 | qwen3_32b
          未来十年最有前景的可再生能源技术是什么？考虑效率、成本、可扩展性和环境影响。 | qwen3_32b
          写一个Python函数来计算斐波那契数                                      | any
          解方程: 2x² + 5x - 3 = 0                                              | any
          """)
  void they_go_where_is_expected(String question, String expected) {
    var body = Json.text(Json.object().put("query", question));
    var decision = admin.post("/v1/route/decide", body).json();
    assertThat(decision.path("model").asString())
        .as(decision.toString())
        .isIn(
            expected.equals("any")
                ? new Object[] {"qwen3_8b", "qwen3_32b"}
                : new Object[] {expected});
    assertThat(decision.path("alternatives")).hasSize(2);
  }
}
