package dev.tutti.character.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
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
          """)
  void names_are_found_as_a_reader_would(String names, String message, String expected) {
    var members = Stream.of(names.split(";")).map(MentionsTest::member).toList();
    assertThat(String.join(";", new Mentions(members).in(message))).isEqualTo(expected);
  }
}
