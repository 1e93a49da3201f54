package dev.tutti.integration;

import static dev.tutti.integration.GroupExamples.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What members of a group know of each other, and how they greet. */
class GroupCastTest {
  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static final String MODEL = "\"model\":\"qwen3_8b\"";

  private static TestingAdmin caller;
  private static String nara;
  private static String li;
  private static String bo;
  private final ModelScripts scripts = new ModelScripts();

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    nara = GroupExamples.character(caller, "Nara");
    li = GroupExamples.character(caller, "李明");
    bo = GroupExamples.character(caller, "Bo");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("qwen3-8b", request -> "I am " + speaker(request) + ".");
  }

  private static String group(String more) {
    return GroupExamples.group(caller, List.of(nara, li, bo), MODEL + "," + more);
  }

  private static void say(String group, String content, String... more) {
    var _ = GroupExamples.say(caller, group, content, more);
  }

  private static List<String> history(String group) {
    return GroupExamples.history(caller, group);
  }

  @Test
  void each_knows_the_cards_of_the_others_where_they_are_joined() {
    var group = group("\"policy\":\"manual\",\"cards\":\"join\"");
    assertThat(caller.get("/v1/groups/" + group).json().path("cards").asString()).isEqualTo("join");
    say(group, "Hello", "\"speaker\":\"" + bo + "\"");
    assertThat(scripts.asked().getLast().at("/messages/0/content").asString())
        .contains(
            "next reply of Bo in a group chat",
            "\n\nOnly Bo knows the secret of Bo.",
            "\n\nAbout Nara: Only Nara knows the secret of Nara.",
            "\n\nAbout 李明: Only 李明 knows the secret of 李明.");
    var wrong = "{\"characters\":[\"%s\"],\"cards\":\"mixed\"}".formatted(bo);
    assertThat(caller.post("/v1/groups", wrong).text()).contains("swap or join");
  }

  @Test
  void a_group_begins_with_greetings_of_its_members() {
    var card =
        """
        {"spec":"chara_card_v3","spec_version":"3.0","data":{"name":"Ann","description":"x",
         "first_mes":"Hi.","group_only_greetings":["{{user}}, I am {{char}}, here with {{group}}."]}}
        """;
    var ann = caller.post("/v1/characters/import", card).json().at("/character/id").asString();
    card =
        card.replace("Ann", "Zoe").replace("\"{{user}}, I am {{char}}, here with {{group}}.\"", "");
    var zoe = caller.post("/v1/characters/import", card).json().at("/character/id").asString();
    var all = List.of(ann, bo, zoe);
    var group = GroupExamples.group(caller, all, MODEL + ",\"policy\":\"list\",\"greetings\":true");
    var greeted = List.of("Ann: Kim, I am Ann, here with Ann, Bo, Zoe.", "Zoe: Hi.");
    assertThat(history(group)).isEqualTo(greeted); // Bo's card has none
    assertThat(scripts.asked()).isEmpty();
    say(group, "Hello", "\"speaker\":\"" + zoe + "\"", "\"follow_up\":\"yes\"");
    var asked = scripts.asked().getLast().path("messages");
    assertThat(asked.at("/1/content").asString()).isEqualTo(greeted.getFirst());
    assertThat(asked.at("/2/role").asString()).isEqualTo("assistant");
    var one = GroupExamples.group(caller, all, MODEL + ",\"greetings\":[\"Zoe\"]");
    assertThat(history(one)).containsExactly("Zoe: Hi.");
    for (var each : List.of("[\"Nobody\"]", "\"yes\"")) {
      var wrong = "{\"characters\":[\"%s\"],\"greetings\":%s}".formatted(bo, each);
      assertThat(caller.post("/v1/groups", wrong).status()).isEqualTo(400);
    }
  }
}
