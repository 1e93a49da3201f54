package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.http.Rights;
import dev.tutti.security.Role;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint of a server, and who may use it. A change of this list is a change of rights. */
class RightsTest {
  private static final String TABLE =
      """
      GET    /admin/alerts                                        operator, auditor
      GET    /admin/alerts/rules                                  operator, auditor
      POST   /admin/alerts/rules                                  admin
      POST   /admin/alerts/rules/rehearse                         operator
      DELETE /admin/alerts/rules/{name}                           admin
      GET    /admin/alerts/rules/{name}                           operator, auditor
      PUT    /admin/alerts/rules/{name}                           admin
      POST   /admin/alerts/rules/{name}/reset                     admin
      GET    /admin/alerts/silences                               operator, auditor
      POST   /admin/alerts/silences                               operator
      DELETE /admin/alerts/silences/{id}                          operator
      GET    /admin/alerts/{id}                                   operator, auditor
      GET    /admin/audit                                         operator, auditor
      GET    /admin/breakers                                      operator, auditor
      POST   /admin/breakers/{provider}/{model...}/reset          operator
      GET    /admin/budgets                                       operator, auditor
      DELETE /admin/cache                                         admin
      GET    /admin/cache                                         operator, auditor
      GET    /admin/calls                                         operator, auditor
      GET    /admin/calls/{id}                                    operator, auditor
      DELETE /admin/calls/{id}/bodies                             operator
      GET    /admin/calls/{id}/bodies                             operator
      GET    /admin/calls/{id}/neighbours                         operator, auditor
      POST   /admin/calls/{id}/replay                             operator
      GET    /admin/config                                        operator, auditor
      GET    /admin/config/file                                   operator, auditor
      GET    /admin/config/history                                operator, auditor
      POST   /admin/config/rollback                               admin
      POST   /admin/cooperation/evaluations                       operator
      DELETE /admin/cooperation/outcomes                          operator
      GET    /admin/cooperation/outcomes                          operator, auditor
      POST   /admin/cooperation/outcomes                          operator
      GET    /admin/deployments                                   operator, auditor
      POST   /admin/deployments/{provider}/{model...}/drain       admin
      POST   /admin/deployments/{provider}/{model...}/resume      admin
      GET    /admin/events                                        operator, auditor
      POST   /admin/explain                                       operator, auditor
      GET    /admin/forecasts                                     operator, auditor
      GET    /admin/health                                        operator, auditor
      GET    /admin/keys                                          admin
      POST   /admin/keys                                          admin
      DELETE /admin/keys/{id}                                     admin
      PATCH  /admin/keys/{id}                                     admin
      GET    /admin/limits                                        operator, auditor
      GET    /admin/limits/history                                operator, auditor
      GET    /admin/logs/levels                                   operator, auditor
      PUT    /admin/logs/levels                                   operator
      GET    /admin/metrics                                       operator, auditor
      POST   /admin/metrics                                       operator
      GET    /admin/models                                        operator, auditor
      POST   /admin/models/test                                   operator
      DELETE /admin/models/{name}                                 admin
      GET    /admin/models/{name}                                 operator, auditor
      PUT    /admin/models/{name}                                 admin
      POST   /admin/models/{name}/reset                           admin
      GET    /admin/pools                                         operator, auditor
      GET    /admin/profile                                       operator
      POST   /admin/profile                                       operator
      GET    /admin/providers                                     operator, auditor
      DELETE /admin/providers/{name}                              admin
      GET    /admin/providers/{name}                              operator, auditor
      PUT    /admin/providers/{name}                              admin
      POST   /admin/providers/{name}/reset                        admin
      GET    /admin/reports/context                               operator, auditor
      GET    /admin/reports/focus                                 operator, auditor
      POST   /admin/reports/reconcile                             operator, auditor
      GET    /admin/reports/schedules                             operator, auditor
      POST   /admin/reports/schedules                             admin
      DELETE /admin/reports/schedules/{name}                      admin
      GET    /admin/reports/schedules/{name}                      operator, auditor
      PUT    /admin/reports/schedules/{name}                      admin
      POST   /admin/reports/schedules/{name}/reset                admin
      GET    /admin/reports/{kind}                                operator, auditor
      GET    /admin/resources                                     operator, auditor
      GET    /admin/routing                                       operator, auditor
      DELETE /admin/routing/outcomes                              admin
      POST   /admin/routing/outcomes                              operator
      GET    /admin/routing/rules                                 operator, auditor
      DELETE /admin/routing/rules/{name}                          admin
      GET    /admin/routing/rules/{name}                          operator, auditor
      PUT    /admin/routing/rules/{name}                          admin
      POST   /admin/routing/rules/{name}/reset                    admin
      POST   /admin/routing/what-if                               operator
      GET    /admin/scale                                         operator, auditor
      GET    /admin/search                                        operator, auditor
      GET    /admin/series                                        operator, auditor
      GET    /admin/skills                                        operator, auditor
      POST   /admin/skills/reload                                 operator
      GET    /admin/skills/{name}                                 operator, auditor
      POST   /admin/skills/{name}/check                           operator
      GET    /admin/skills/{name}/compare                         operator, auditor
      GET    /admin/skills/{name}/diff                            operator
      POST   /admin/skills/{name}/label                           admin
      GET    /admin/skills/{name}/recordings                      operator
      GET    /admin/skills/{name}/recordings/{id}                 operator
      DELETE /admin/skills/{name}/release                         admin
      POST   /admin/skills/{name}/replay                          operator
      GET    /admin/skills/{name}/revisions                       operator, auditor
      GET    /admin/skills/{name}/revisions/{revision}            operator
      POST   /admin/skills/{name}/rollback                        admin
      POST   /admin/skills/{name}/split                           admin
      POST   /admin/skills/{name}/trial                           operator
      PUT    /admin/skills/{name}/versions/{version}              admin
      GET    /admin/top                                           operator, auditor
      GET    /admin/usage                                         operator, auditor
      POST   /api/characters                                      user
      POST   /api/chat/{character}/messages                       user
      POST   /api/chat/{character}/stream                         user
      GET    /console                                             open
      GET    /console/                                            open
      GET    /console/assets/{hash}/{file...}                     open
      POST   /console/login                                       open
      GET    /console/logins                                      admin
      DELETE /console/logins/{id}                                 admin
      POST   /console/logout                                      open
      GET    /console/saved-views                                 user, auditor
      DELETE /console/saved-views/{name}                          user, auditor
      PUT    /console/saved-views/{name}                          user, auditor
      GET    /console/session                                     open
      GET    /console/{page...}                                   open
      GET    /healthz                                             open
      GET    /metrics                                             operator, auditor
      GET    /openapi.json                                        open
      DELETE /passthrough/{target...}                             user
      GET    /passthrough/{target...}                             user
      PATCH  /passthrough/{target...}                             user
      POST   /passthrough/{target...}                             user
      PUT    /passthrough/{target...}                             user
      GET    /readyz                                              open
      POST   /v1/apps/data_insight                                user
      POST   /v1/apps/decision_support                            user
      POST   /v1/apps/document_analysis                           user
      GET    /v1/artifacts                                        user
      GET    /v1/artifacts/{id}                                   user
      GET    /v1/artifacts/{id}/content                           user
      GET    /v1/batches                                          user
      POST   /v1/batches                                          user
      GET    /v1/batches/{id}                                     user
      POST   /v1/batches/{id}/cancel                              user
      GET    /v1/characters                                       user
      POST   /v1/characters                                       user
      POST   /v1/characters/generate                              user
      POST   /v1/characters/import                                user
      POST   /v1/characters/preview                               user
      DELETE /v1/characters/{id}                                  user
      GET    /v1/characters/{id}                                  user
      PUT    /v1/characters/{id}                                  user
      GET    /v1/characters/{id}/export                           user
      POST   /v1/characters/{id}/regenerate                       user
      POST   /v1/chat/completions                                 user
      POST   /v1/chat/{character}/messages                        user
      POST   /v1/chat/{character}/stream                          user
      POST   /v1/completions                                      user
      POST   /v1/conversations                                    user
      DELETE /v1/conversations/{id}                               user
      GET    /v1/conversations/{id}                               user
      POST   /v1/conversations/{id}                               user
      GET    /v1/conversations/{id}/items                         user
      POST   /v1/conversations/{id}/items                         user
      DELETE /v1/conversations/{id}/items/{item}                  user
      GET    /v1/conversations/{id}/items/{item}                  user
      POST   /v1/cooperation/cascade                              user
      POST   /v1/cooperation/debate                               user
      POST   /v1/cooperation/mixture                              user
      POST   /v1/cooperation/parallel                             user
      POST   /v1/cooperation/pipeline                             user
      POST   /v1/cooperation/sequential                           user
      POST   /v1/cooperation/vote                                 user
      POST   /v1/decision/compute                                 user
      POST   /v1/documents                                        user
      DELETE /v1/documents/{id}                                   user
      GET    /v1/documents/{id}                                   user
      GET    /v1/documents/{id}/blocks                            user
      GET    /v1/documents/{id}/tables                            user
      POST   /v1/documents/{id}/verify                            user
      POST   /v1/embeddings                                       user
      POST   /v1/feedback                                         user
      GET    /v1/files                                            user
      POST   /v1/files                                            user
      DELETE /v1/files/{id}                                       user
      GET    /v1/files/{id}                                       user
      GET    /v1/files/{id}/content                               user
      POST   /v1/follow-up                                        user
      GET    /v1/groups                                           user
      POST   /v1/groups                                           user
      POST   /v1/groups/plan                                      user
      DELETE /v1/groups/{id}                                      user
      GET    /v1/groups/{id}                                      user
      PATCH  /v1/groups/{id}                                      user
      POST   /v1/groups/{id}/cancel                               user
      POST   /v1/groups/{id}/continue                             user
      GET    /v1/groups/{id}/messages                             user
      POST   /v1/groups/{id}/messages                             user
      POST   /v1/groups/{id}/messages/{mid}/choose                user
      POST   /v1/groups/{id}/messages/{mid}/regenerate            user
      POST   /v1/groups/{id}/stream                               user
      POST   /v1/insight/compute                                  user
      POST   /v1/lorebooks/activate                               user
      POST   /v1/macros/render                                    user
      DELETE /v1/memories                                         user
      GET    /v1/memories                                         user
      POST   /v1/memories                                         user
      POST   /v1/memories/search                                  user
      DELETE /v1/memories/{id}                                    user
      GET    /v1/memories/{id}                                    user
      PATCH  /v1/memories/{id}                                    user
      POST   /v1/messages                                         user
      POST   /v1/messages/count_tokens                            user
      GET    /v1/models                                           user
      GET    /v1/models/{model...}                                user
      POST   /v1/numbers/parse                                    user
      POST   /v1/responses                                        user
      POST   /v1/responses/compact                                user
      POST   /v1/responses/input_tokens                           user
      DELETE /v1/responses/{id}                                   user
      GET    /v1/responses/{id}                                   user
      POST   /v1/responses/{id}/cancel                            user
      GET    /v1/responses/{id}/input_items                       user
      POST   /v1/route/analyze                                    user
      POST   /v1/route/decide                                     user
      GET    /v1/sessions                                         user
      POST   /v1/sessions                                         user
      POST   /v1/sessions/import                                  user
      DELETE /v1/sessions/{id}                                    user
      GET    /v1/sessions/{id}                                    user
      PATCH  /v1/sessions/{id}                                    user
      POST   /v1/sessions/{id}/compact                            user
      GET    /v1/sessions/{id}/export                             user
      POST   /v1/sessions/{id}/fork                               user
      GET    /v1/sessions/{id}/labels                             user
      GET    /v1/sessions/{id}/messages                           user
      POST   /v1/sessions/{id}/messages                           user
      PUT    /v1/sessions/{id}/messages/{mid}/follow-up           user
      POST   /v1/sessions/{id}/messages/{mid}/pin                 user
      POST   /v1/sessions/{id}/messages/{mid}/unpin               user
      GET    /v1/sessions/{id}/view                               user
      GET    /v1/skills                                           user
      GET    /v1/skills/{name}                                    user
      POST   /v1/skills/{name}/execute                            user
      POST   /v1/skills/{name}/stream                             user
      GET    /v1/tasks                                            user
      POST   /v1/tasks                                            user
      POST   /v1/tasks/cancel                                     user
      GET    /v1/tasks/kinds                                      user
      POST   /v1/tasks/requeue                                    user
      GET    /v1/tasks/{id}                                       user
      POST   /v1/tasks/{id}/cancel                                user
      GET    /v1/tasks/{id}/events                                user
      GET    /v1/tasks/{id}/report                                user
      POST   /v1/tasks/{id}/requeue                               user
      """;

  @TempDir Path folder;

  @Test
  void every_route_and_its_roles_are_listed() {
    var lines = RouteTable.read(folder).stream().map(RightsTest::line);
    assertThat(lines.collect(Collectors.joining("\n", "", "\n"))).isEqualTo(TABLE);
  }

  private static String line(Rights right) {
    var roles = right.roles().stream().sorted(Comparator.naturalOrder()).map(Role::word);
    var who = right.roles().isEmpty() ? "open" : roles.collect(Collectors.joining(", "));
    return "%-6s %-52s %s".formatted(right.method(), right.path(), who);
  }
}
