package dev.tutti.cooperation;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.cooperation.plan.ModelCheck;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Principal;
import dev.tutti.text.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models that members may be: those of the catalog that the caller may use, and no cooperations,
 * which could ask each other for ever.
 *
 * @param principal null where the operator has named the models
 */
record MemberModels(ModelCatalog catalog, @Nullable Principal principal) implements ModelCheck {
  @Override
  public void require(String place, String model) {
    if (model.startsWith(CooperationModelSource.PREFIX)) {
      throw Fault.invalid(place, "\"%s\" (expected: a model, no cooperation)".formatted(model));
    }
    if (!isShown(model)) {
      throw unknown(place, model);
    }
    try {
      var _ = catalog.model(model);
    } catch (Fault fault) {
      throw fault.code() == FaultCode.MODEL_NOT_FOUND
          ? unknown(place, model)
          : Fault.invalid(place, fault.getMessage());
    }
  }

  private boolean isShown(String model) {
    return principal == null
        || (principal.mayUse(model) && catalog.shows(model, principal.caller()));
  }

  private Fault unknown(String place, String model) {
    List<String> names =
        catalog.entries().stream().map(ModelCatalog.Entry::id).filter(this::isShown).toList();
    var near = Nearest.to(model, names);
    return Fault.invalid(
        place,
        "\"%s\" is not known (%s)"
            .formatted(
                model,
                near.isEmpty()
                    ? "expected: an alias or provider/model, see GET /v1/models"
                    : "did you mean " + String.join(" or ", near) + "?"));
  }
}
