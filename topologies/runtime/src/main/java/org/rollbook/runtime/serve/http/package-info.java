/// What all responses rest on: settings, headers, JSON, digests, and connections that are read as
/// fast as they are written.
@NullMarked
package org.rollbook.runtime.serve.http;

import org.jspecify.annotations.NullMarked;
