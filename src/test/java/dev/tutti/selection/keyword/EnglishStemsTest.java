package dev.tutti.selection.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishStemsTest {
  @ParameterizedTest
  @CsvSource({
    "translation, translate",
    "translating, translates",
    "calculations, calculated",
    "stories, story",
    "debugging, debug",
    "classes, class",
    "analyses, analysis",
    "analyze, analysing",
    "summarization, summarise",
    "optimizing, optimisation",
    "written, write",
    "proven, prove"
  })
  void inflections_have_one_stem(String one, String other) {
    assertThat(EnglishStems.of(one)).isEqualTo(EnglishStems.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "pythonic, python",
    "classical, class",
    "functional, function",
    "translator, translate",
    "question, quest",
    "station, state",
    "string, str",
    "news, new",
    "programmer, program"
  })
  void derived_words_have_another(String one, String other) {
    assertThat(EnglishStems.of(one)).isNotEqualTo(EnglishStems.of(other));
  }
}
