package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.Problems;
import io.muster.server.http.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** One chain of filters an interface. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final CredentialCheck check;
    private final Refusals refusals;
    private final BodyRecheck bodies;

    SecurityConfiguration(CredentialCheck check, Refusals refusals, CallerRecheck recheck, Clock clock) {
        this.check = check;
        this.refusals = refusals;
        this.bodies = new BodyRecheck(recheck, clock);
    }

    @Bean
    @Order(1)
    SecurityFilterChain tracking(HttpSecurity http) {
        return chain(http, Front.TRACKING);
    }

    @Bean
    @Order(2)
    SecurityFilterChain artisan(HttpSecurity http) {
        return chain(http, Front.ARTISAN);
    }

    @Bean
    @Order(3)
    SecurityFilterChain mparticle(HttpSecurity http) {
        return chain(http, Front.MPARTICLE);
    }

    @Bean
    @Order(4)
    SecurityFilterChain artsy(HttpSecurity http) {
        return chain(http, Front.ARTSY);
    }

    @Bean
    @Order(5)
    SecurityFilterChain apsis(HttpSecurity http) {
        return chain(http, Front.APSIS);
    }

    @Bean
    @Order(6)
    SecurityFilterChain token(HttpSecurity http) {
        return chain(http, Front.TOKEN);
    }

    @Bean
    @Order(7)
    SecurityFilterChain others(HttpSecurity http) {
        return chain(http, Front.NATIVE);
    }

    private SecurityFilterChain chain(HttpSecurity http, Front front) {
        return http.securityMatcher(front.paths())
                .authorizeHttpRequests(requests -> authorize(requests, front))
                .addFilterBefore(credentials(front), AnonymousAuthenticationFilter.class)
                .addFilterBefore(bodies, AuthenticationFilter.class)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(missing(front)).accessDeniedHandler(denied(front)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.disable())
                .build();
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            Front front) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll();
        if (front.open().length > 0) {
            requests.requestMatchers(front.open()).permitAll();
        }
        if (front == Front.NATIVE) {
            requests.requestMatchers("/metrics").access(new MetricsAccess());
            requests.requestMatchers(HttpMethod.POST, "/v1/session").permitAll();
        }
        requests.anyRequest().authenticated();
    }

    /** Wrong credentials end the request, also where none are needed: their sender believes in them. */
    private AuthenticationFilter credentials(Front front) {
        AuthenticationFilter filter = new AuthenticationFilter(
                check, request -> presented(front, request).orElse(null));
        filter.setSuccessHandler((request, response, caller) -> {});
        filter.setFailureHandler((request, response, error) -> {
            if (!(error instanceof CredentialCheck.Refused refused)) {
                throw error;
            }
            refusals.write(front, request, response, refused.refusal());
        });
        return filter;
    }

    /** What stands before this server may have looked at another of two headers than it does. */
    private static Optional<PresentedAuthentication> presented(Front front, HttpServletRequest request) {
        for (String header : CredentialScheme.HEADERS) {
            if (Collections.list(request.getHeaders(header)).size() > 1) {
                throw new CredentialCheck.Refused(new MusterException(
                        ErrorCode.INVALID_REQUEST, header + " came more than once; send one set of credentials."));
            }
        }
        return front.schemes().stream()
                .flatMap(scheme -> scheme.read(request).stream())
                .findFirst()
                .map(found -> new PresentedAuthentication(found, request.getRemoteAddr()));
    }

    /** Timing each filter of each request costs more than most filters do; the request as a whole is timed anyway. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Methods such as TRACE and PROPFIND are none of ours; whatever else is rejected was malformed on purpose. */
    @Bean
    RequestRejectedHandler rejected(Problems problems) {
        return (request, response, error) -> {
            boolean known = METHODS.contains(request.getMethod());
            if (known) {
                problems.write(
                        RequestPath.of(request), response, ErrorCode.INVALID_REQUEST, "The request is malformed.");
            } else {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
                problems.write(
                        RequestPath.of(request),
                        response,
                        ErrorCode.METHOD_NOT_ALLOWED,
                        request.getMethod() + " is not possible here.");
            }
        };
    }

    private AuthenticationEntryPoint missing(Front front) {
        return (request, response, error) -> {
            if (isVisit(request)) {
                response.setStatus(HttpServletResponse.SC_FOUND);
                response.setHeader(HttpHeaders.LOCATION, "/docs");
                return;
            }
            refusals.write(
                    front, request, response, new Refusal(ErrorCode.UNAUTHORIZED, front.howTo(), new HttpHeaders()));
        };
    }

    /** Whether somebody wants to see what is at this address. */
    private static boolean isVisit(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && RequestPath.of(request).equals("/")
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private AccessDeniedHandler denied(Front front) {
        return (request, response, error) -> refusals.write(
                front,
                request,
                response,
                new Refusal(ErrorCode.FORBIDDEN, "These credentials do not allow this.", new HttpHeaders()));
    }

    /** Ids in paths are the callers' own; whatever they hold is decoded after the path was split, never before. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedLineFeed(true);
        firewall.setAllowUrlEncodedCarriageReturn(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        return firewall;
    }
}
