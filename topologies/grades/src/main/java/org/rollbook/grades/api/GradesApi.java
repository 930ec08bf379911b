package org.rollbook.grades.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.servers.Server;
import org.rollbook.runtime.http.OpenApiController;

/// What `/openapi.yml` says of the whole.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Rollbook grades",
            version = "1",
            description =
                """
                How learners are doing, live from Open edX's event bus.

                Every answer says as of when it holds (`Rollbook-As-Of`), and 404 `absent` is a \
                promise: there is none as of that time. What cannot be answered is refused with a \
                named problem, never guessed; each `type` leads to a page that explains it.

                Learners are their numeric LMS ids. A course key in a path is one percent-encoded \
                segment; a literal plus is a plus, and old keys may have plain slashes.\
                """),
    servers = @Server(url = OpenApiController.PUBLIC_URL))
final class GradesApi {

  private GradesApi() {}
}
