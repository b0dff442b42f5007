package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.server.http.Problems;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** One chain: HTTP Basic for everything but what is listed as open. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    static final String HOW_TO = "Send HTTP Basic credentials: client_id and client_secret.";

    @Bean
    SecurityFilterChain api(HttpSecurity http, Applications applications, Problems problems) {
        AuthenticationEntryPoint entryPoint = entryPoint(problems);
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers("/health/**", "/docs", "/docs/**", "/v1/openapi.json")
                                .permitAll()
                                .requestMatchers("/metrics")
                                .access(new MetricsAccess())
                                .anyRequest()
                                .authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(entryPoint))
                .authenticationProvider(new ApplicationProvider(applications))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(entryPoint).accessDeniedHandler(accessDenied(problems)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .build();
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

    private static AuthenticationEntryPoint entryPoint(Problems problems) {
        return (request, response, error) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"muster\", charset=\"UTF-8\"");
            problems.write(response, ErrorCode.UNAUTHORIZED, HOW_TO);
        };
    }

    private static AccessDeniedHandler accessDenied(Problems problems) {
        return (request, response, error) ->
                problems.write(response, ErrorCode.FORBIDDEN, "These credentials do not allow this.");
    }

    private record ApplicationProvider(Applications applications) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication given) {
            return applications
                    .authenticate(given.getName(), String.valueOf(given.getCredentials()))
                    .map(ApplicationAuthentication::new)
                    .orElseThrow(() -> new BadCredentialsException("credentials"));
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
