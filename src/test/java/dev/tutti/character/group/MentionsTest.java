package dev.tutti.character.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {
  private static GroupMember member(String name) {
    return new GroupMember(name, List.of(name, ""), .5, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rob;Robin      | Robin, where is Rob?     | Robin;Rob
          Rob            | a robber                 | ''
          Rob            | ROB’s hat                | Rob
          Rob            | 问问Rob吧                | Rob
          Dr. Lee        | Is dr. lee in?           | Dr. Lee
          赵云;赵云飞    | 赵云飞来了，赵云没来     | 赵云飞;赵云
          林             | 森林很大                 | ''
          林             | 林，过来                 | 林
          林             | 去问@林                  | 林
          安娜·李        | 安娜•李在吗              | 安娜·李
          R2             | R2D2 is another          | ''
          安娜・李       | 安娜‧李来了              | 安娜・李
          O'Brien        | Ask O’Brien              | O'Brien
          Jean-Luc       | Jean‑Luc?                | Jean-Luc
          Ann Lee        | @Ann  Lee                | Ann Lee
          Ann            | write to x@ann.example   | ''
          Ann            | 你好@Ann                 | Ann
          メアリー       | メアリーOK               | メアリー
          Ann;Anna;Ann B | Anna, ann b and ANN      | Anna;Ann B;Ann
          """)
  void names_are_found_as_a_reader_would(String names, String message, String expected) {
    var members = Stream.of(names.split(";")).map(MentionsTest::member).toList();
    assertThat(String.join(";", new Mentions(members).in(message))).isEqualTo(expected);
  }

  @Test
  void many_names_in_a_long_message_take_little_time() {
    var members =
        IntStream.rangeClosed(1, 150).mapToObj(each -> member("a".repeat(each) + "b")).toList();
    assertTimeout(
        Duration.ofMinutes(1),
        () -> assertThat(new Mentions(members).in("a".repeat(1 << 20))).isEmpty());
  }
}
