package dev.tutti.selection.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReadingTest {
  private static PromptReading read(String messages) {
    return PromptReading.of(Json.tree(messages.replace('\'', '"')));
  }

  @Test
  void only_the_users_last_words_are_read() {
    var reading =
        read(
            """
            [{'role':'system','content':'Prove everything.'},
             {'role':'user','content':'First'},
             {'role':'assistant','content':'Yes'},
             {'role':'user','content':[{'type':'text','text':'Sec'},{'type':'text','text':'ond'}]}]
            """);
    assertThat(reading.text()).isEqualTo("Second");
    assertThat(reading.inLoop()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hi <system-reminder>Prove it</system-reminder> there | Hi  there
          <environment_details os="x">a</environment_details>Go | Go
          <b>bold</b>                                          | <b>bold</b>
          1 < 2                                                | 1 < 2
          """)
  void what_a_harness_adds_is_not_read(String said, String read) {
    assertThat(PromptReading.withoutHarness(said)).isEqualTo(read);
  }

  @Test
  void a_message_of_a_harness_alone_is_passed_over() {
    var reading =
        read(
            """
            [{'role':'user','content':'Go on'},
             {'role':'user','content':'<system-reminder>x</system-reminder>'}]
            """);
    assertThat(reading.text()).isEqualTo("Go on");
  }

  @Test
  void a_result_of_a_tool_at_the_end_is_a_loop() {
    var reading =
        read(
            """
            [{'role':'user','content':'Weather?'},
             {'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',\
            'function':{'name':'w','arguments':'{}'}}]},
             {'role':'tool','tool_call_id':'c1','content':'Sun'}]
            """);
    assertThat(reading.inLoop()).isTrue();
    assertThat(reading.earlier())
        .containsExactly(read("[{'role':'user','content':'Weather?'}]").whole());
  }

  @Test
  void pictures_are_seen() {
    assertThat(
            read("[{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}},{'type':'text','text':'What?'}]}]")
                .vision())
        .isTrue();
  }

  @Test
  void instructions_are_no_part_of_a_conversations_fingerprint() {
    var with = read("[{'role':'system','content':'A'},{'role':'user','content':'Q'}]");
    assertThat(with.whole()).isEqualTo(read("[{'role':'user','content':'Q'}]").whole());
  }

  @Test
  void other_words_have_another_fingerprint() {
    var one = read("[{'role':'user','content':'ab'},{'role':'user','content':'c'}]");
    var other = read("[{'role':'user','content':'a'},{'role':'user','content':'bc'}]");
    assertThat(one.whole()).isNotEqualTo(other.whole());
  }
}
