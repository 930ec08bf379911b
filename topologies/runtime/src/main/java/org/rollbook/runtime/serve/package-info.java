/// How an instance answers: the HTTP server with its two ports, and what peers ask. The parts are
/// below: which store answers a question ([org.rollbook.runtime.serve.query]), what a request asks,
/// how an answer becomes a response, how both are documented, and the pages for people.
@NullMarked
package org.rollbook.runtime.serve;

import org.jspecify.annotations.NullMarked;
